using System.Collections.Immutable;
using Infra.Engine.Plan;
using Infra.Engine.Program;
using Infra.Engine.Urns;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Support;

/// <summary>
/// Two versions of a program. From one to the other there is every kind of step: same, create, update, replacement in both orders
/// with what depends on it, deletion, one that retains and one that goes with another, read, import with and without an update or
/// a replacement, what was read becoming managed and the reverse, a rename, a component with outputs, a provider that changes.
/// </summary>
internal static class EveryStep
{
    private static readonly string[] _foreign = ["foreign-1", "foreign-2", "foreign-3", "foreign-4"];

    /// <summary>What may be there without being managed: what no version has made, and what was retained.</summary>
    public static IReadOnlyList<string> Staying { get; } = [.. _foreign, "key-kept"];

    public static Ledger NewLedger()
    {
        var ledger = new Ledger();
        foreach (var id in _foreign)
        {
            ledger.Things[id] = PropertyMap.Empty.With("size", 1).With("made", id);
        }

        return ledger;
    }

    /// <summary>What goes with another when that is deleted.</summary>
    public static void Cascade(Ledger ledger, string call)
    {
        if (call == "delete gone")
        {
            ledger.Things.TryRemove("key-inside", out _);
        }
    }

    /// <summary>Somebody changes one thing by hand and takes another away.</summary>
    public static void Drift(Ledger ledger)
    {
        ledger.Things["key-grow"] = ledger.Things["key-grow"].With("size", 9);
        ledger.Things.TryRemove("key-gone", out _);
        ledger.Things.TryRemove("key-inside", out _);
    }

    public static async Task FirstAsync(TestProgram.Client program)
    {
        var provider = await CommonAsync(program, 1);
        await ThingAsync(program, "same", goal => goal, provider, secret: true);
        await ReadAsync(program, "adopt");
        await ThingAsync(program, "lend");
        await ThingAsync(program, "retaken");
        var gone = await ThingAsync(program, "gone");
        await ThingAsync(program, "inside", goal => goal with { DeletedWith = gone.Urn, Dependencies = [gone.Urn] });
        await ThingAsync(program, "kept", goal => goal with { RetainOnDelete = true });
        await ThingAsync(program, "old", key: "renamed");
        await program.OutputsAsync(PropertyMap.Empty.With("version", 1));
    }

    public static async Task SecondAsync(TestProgram.Client program)
    {
        var provider = await CommonAsync(program, 2);
        await ThingAsync(program, "same", goal => goal, provider, secret: true);
        await ThingAsync(program, "adopt");
        await ReadAsync(program, "lend");
        await ImportAsync(program, "taken", "foreign-2", 1);
        await ImportAsync(program, "mended", "foreign-3", 2);
        await ImportAsync(program, "retaken", "foreign-4", 1);
        await ThingAsync(program, "renamed", goal => goal with { Aliases = [new Alias { Name = "old" }] });
        var made = await ThingAsync(program, "new");
        await ThingAsync(program, "after", goal => goal with { Dependencies = [made.Urn] });
        await program.OutputsAsync(PropertyMap.Empty.With("version", 2));
    }

    private static async Task<RegisteredResource> CommonAsync(TestProgram.Client program, int version)
    {
        await program.StackAsync();
        var provider = await program.ThingAsync("explicit", PropertyMap.Empty.With("region", version), type: "pulumi:providers:test");
        await ReadAsync(program, "seen");
        await ThingAsync(program, "grow", goal => goal with { Inputs = goal.Inputs.With("size", version) });
        await ThingAsync(program, "swap", goal => goal with { Inputs = goal.Inputs.With("name", version) }, key: $"swap-{version}");
        var first = await ThingAsync(program, "first", goal => goal with { Inputs = goal.Inputs.With("first", version) }, key: $"first-{version}");
        await ThingAsync(
            program,
            "follows",
            goal => goal with
            {
                Inputs = goal.Inputs.With("name", first.Id),
                Dependencies = [first.Urn],
                PropertyDependencies = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal).Add("name", [first.Urn]),
            },
            key: $"follows-{version}");
        var box = await program.ComponentAsync("box", PropertyMap.Empty.With("version", version));
        var child = await ThingAsync(program, "child", goal => goal with { Parent = box.Urn });
        await program.Monitor.RegisterOutputsAsync(box.Urn, PropertyMap.Empty.With("child", child.Id).With("version", version), program.Ended);
        return provider;
    }

    private static Task<RegisteredResource> ThingAsync(
        TestProgram.Client program, string name, Func<Goal, Goal>? options = null, RegisteredResource? provider = null, string? key = null, bool secret = false)
    {
        var inputs = PropertyMap.Empty.With("size", 1).With("key", key ?? name);
        var goal = new Goal { Type = TestEngine.ThingType, Name = name, Parent = program.StackUrn, Inputs = secret ? inputs.With("password", ((PropertyValue)"canary").AsSecret()) : inputs };
        return program.Monitor.RegisterAsync(
            options?.Invoke(goal) ?? goal, provider is null ? ProviderRequest.Default : new ProviderRequest(new ProviderReference(provider.Urn, provider.Id).ToString()), program.Ended);
    }

    private static Task<RegisteredResource> ImportAsync(TestProgram.Client program, string name, string id, int size) =>
        program.ThingAsync(name, PropertyMap.Empty.With("size", size), goal => goal with { ImportId = id });

    private static Task<RegisteredResource> ReadAsync(TestProgram.Client program, string name) =>
        program.Monitor.ReadAsync(new ReadGoal { Type = TestEngine.ThingType, Name = name, Id = "foreign-1", Parent = program.StackUrn }, ProviderRequest.Default, program.Ended);
}
