namespace Pulumi.Generator.Tests.Support;

/// <summary>A small package with one of everything that a table can say.</summary>
internal static class Things
{
    public const string Package = """
        # Facts of nothing.
        package things
        namespace Pulumi.Things
        version 1.2.3
          input endpoint string default=https://things.example env=THINGS_URL
          input retries  int
          input token    string credential=THINGS_TOKEN
        """;

    public const string Size = """
        enum things:index:Size
          value Small_1 small-1
          value Large   large
        """;

    public const string Thing = """
        resource things:index/thing:Thing
        autoname separator=- maximum=40 random=7

          input  image   string      required replaces
          input  size    string|Size required
          input  key     string      secret
          input  labels  map<string>
          input  name    string      auto
          input  parts   Part[]      unordered items=1..9
          input  region  string      computed replaces
          output address string
          output count   int         optional
          output ports   int[]
          output token   string      secret

        type Part
          field  number  int         required range=1..
          field  default string      values=red|green
          field  holes   Hole[]

        type Hole
          field  width   number
        """;

    public const string Function = """
        function things:index/getThing:getThing
          input  filters getThingFilter[]
          input  name    string    required
          output id      string
          output size    int       optional
          output found   getThingFilter[]

        type getThingFilter
          field  key     string    required
          field  values  string[]  required
        """;

    public static (string Path, string Text)[] All { get; } =
    [
        ("Tables/Package.table", Package),
        ("Tables/Size.table", Size),
        ("Tables/Thing.table", Thing),
        ("Tables/GetThing.table", Function),
    ];
}
