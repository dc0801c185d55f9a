using Infra.Protocol.Properties;
using Infra.Tables.Format;

namespace Infra.Tables.Tests.Support;

/// <summary>A small package with one of everything that a table can say, and values for it.</summary>
internal static class Boxes
{
    public const string BoxToken = "boxes:index/box:Box";

    public const string Urn = "urn:pulumi:dev::shop::boxes:index/box:Box::one";

    private const string PackageText = """
        package boxes
        namespace Boxes
        version 1.2.3
          input endpoint string
          input token    string credential=BOXES_TOKEN|BOX_TOKEN
        """;

    private const string ColourText = """
        enum boxes:index:Colour
          value Red red
          value Green green
        """;

    private const string BoxText = """
        resource boxes:index/box:Box
        autoname separator=- maximum=40 random=7

          input  image   string        required replaces
          input  backups bool          default=false
          input  plan    string        needs=backups
          input  ipv6    bool          default=false replaces-from=true
          input  colour  string|Colour
          input  kind    string        values=small|large default=small conflicts=shape
          input  shape   string
          input  height  int           range=1..10
          input  key     string        secret
          input  labels  map<string>
          input  name    string        auto
          input  old     string        deprecated
          input  region  string        computed replaces
          input  tags    string[]      unordered
          input  steps   string[]      items=..3 length=2..
          input  parts   Part[]        unordered
          output address string
          output note    string        optional
          output token   string        secret

        type Part
          field  number  int           required
          field  weight  number        default=1.5
          field  serial  string        replaces
        """;

    private const string FunctionText = """
        function boxes:index/getBox:getBox
          input  name   string required
          output id     string
          output token  string secret
        """;

    public static TableCatalog Catalog { get; } = TableCatalog.Of(PackageText, ColourText, BoxText, FunctionText);

    public static Table Package { get; } = Catalog.Find(TableKind.Package, "boxes")!;

    public static Table Box { get; } = Catalog.Find(TableKind.Resource, BoxToken)!;

    public static PropertyMap Map(params (string Name, PropertyValue Value)[] pairs) =>
        PropertyMap.From(pairs.Select(p => KeyValuePair.Create(p.Name, p.Value)));

    public static PropertyValue List(params PropertyValue[] items) => PropertyValue.Array(items);

    /// <summary>The least that is right, and more.</summary>
    public static PropertyMap With(params (string Name, PropertyValue Value)[] pairs) => Map([("image", "debian"), .. pairs]);
}
