using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Typed.Program;

return await Deployment.RunAsync(() =>
{
    if (Deployment.Instance.ProjectName == "strange")
    {
        _ = new Strange("strange", Arguments(new() { ["palette"] = new Dictionary<string, object?> { ["sky"] = "blue" } }));
        return new Dictionary<string, object?>();
    }

    var shape = new Dictionary<string, object?> { ["size"] = 3, ["colors"] = new[] { "red" } };
    var first = new Typed.Program.Typed("first", Arguments(new()
    {
        ["int"] = 3,
        ["bool"] = true,
        ["double"] = 1.5,
        ["maybe"] = 4,
        ["color"] = "red",
        ["texts"] = new[] { "x" },
        ["ints"] = new[] { 1, 2 },
        ["nested"] = new[] { new[] { "deep" }, [] },
        ["counts"] = new Dictionary<string, object?> { ["k"] = 1 },
        ["lists"] = new Dictionary<string, object?> { ["k"] = new[] { shape } },
        ["shape"] = shape,
        ["shapes"] = new[] { shape },
        ["number"] = 5,
        ["colors"] = new[] { "blue" },
        ["json"] = shape,
    }));

    // Read as they are typed, and sent again: what arrives is what the conversions made.
    var seen = typeof(Typed.Program.Typed).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .ToDictionary(property => property.GetCustomAttribute<OutputAttribute>()!.Name!, property => property.GetValue(first));
    seen["other"] = first;
    var second = new Typed.Program.Typed("second", Arguments(seen));
    return new Dictionary<string, object?>
    {
        ["text"] = Output.JsonSerialize(Output.Create(new { first.Int, first.Bool, Input = (Input<double>)first.Double, List = new InputList<string> { "a", first.Id } })),
        ["type"] = second.Other.Apply(other => other!.GetType().Name),
        ["nothing"] = second.AbsentNumber.Apply(number => number is null),
        ["counts"] = second.Counts,
        ["lists"] = second.Lists,
        ["nested"] = second.Nested,
        ["colors"] = second.Colors,
        ["never"] = default(ImmutableArray<int>),
    };
});

static DictionaryResourceArgs Arguments(Dictionary<string, object?> values) => new(values.ToImmutableDictionary());
