using System.Collections.Immutable;
using Pulumi;

namespace EndToEnd.Program;

/// <summary>
/// Two versions of a declaration. From one to the other there is every kind of step: same, create, update, replacement in both
/// orders with what depends on it, deletion, one that retains and one that goes with another, read, import with and without an
/// update or a replacement, what was read becoming managed and the reverse, a rename, a component with outputs.
/// </summary>
internal static class Steps
{
    public static IDictionary<string, object?> Declare(Config config)
    {
        var version = config.RequireInt32("version");
        _ = Read("seen");
        _ = new Thing("grow", new() { ["key"] = "grow", ["size"] = version });
        _ = new Thing("swap", new() { ["key"] = $"swap-{version}", ["name"] = $"{version}" });
        var first = new Thing("first", new() { ["key"] = $"first-{version}", ["name"] = $"{version}" }, new() { DeleteBeforeReplace = true });
        _ = new Thing("follows", new() { ["key"] = $"follows-{version}", ["name"] = first.Id });
        _ = new Thing("same", new() { ["key"] = "same", ["secret"] = Output.CreateSecret("canary") }, new() { Provider = new Things("explicit") });
        _ = new Box("box", version);
        if (version == 1)
        {
            First();
        }
        else
        {
            Second();
        }

        return new Dictionary<string, object?> { ["version"] = version };
    }

    private static void First()
    {
        _ = Read("adopt");
        _ = Plain("lend");
        _ = Plain("retaken");
        var gone = Plain("gone");
        _ = Plain("inside", new() { DeletedWith = gone, DependsOn = gone });
        _ = Plain("kept", new() { RetainOnDelete = true });
        _ = new Thing("old", new() { ["key"] = "renamed" });
    }

    private static void Second()
    {
        _ = Plain("adopt");
        _ = Read("lend");
        _ = new Thing("taken", new() { ["size"] = 1 }, new() { ImportId = "foreign-2" });
        _ = new Thing("mended", new() { ["size"] = 2 }, new() { ImportId = "foreign-3" });
        _ = new Thing("retaken", new() { ["size"] = 1 }, new() { ImportId = "foreign-4" });
        _ = Plain("renamed", new() { Aliases = { new Alias { Name = "old" } } });
        _ = Plain("after", new() { DependsOn = Plain("new") });
    }

    private static Thing Plain(string name, CustomResourceOptions? options = null) => new(name, new() { ["key"] = name }, options);

    private static Thing Read(string name) => new(name, [], new() { Id = "foreign-1" });

    private sealed class Thing(string name, Dictionary<string, object?> properties, CustomResourceOptions? options = null)
        : CustomResource("thing:index:Thing", name, new DictionaryResourceArgs(properties.ToImmutableDictionary()), options);

    private sealed class Things(string name) : ProviderResource("thing", name, ResourceArgs.Empty, options: null);

    private sealed class Box : ComponentResource
    {
        public Box(string name, int version)
            : base("steps:index:Box", name)
        {
            var child = Plain("child", new() { Parent = this });
            RegisterOutputs(new Dictionary<string, object?> { ["child"] = child.Id, ["version"] = version });
        }
    }
}
