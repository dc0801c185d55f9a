using System.Collections.Immutable;
using Infra.Engine.Program;
using Infra.Protocol.Properties;

namespace Infra.Engine.Tests.Support;

/// <summary>A program drawn from a seed: things and components that depend on each other, registered as early as they can be.</summary>
internal sealed record RandomProgram(ImmutableArray<RandomProgram.Item> Items)
{
    public static RandomProgram Draw(Random random)
    {
        var items = ImmutableArray.CreateBuilder<Item>();
        var count = random.Next(1, 9);
        for (var i = 0; i < count; i++)
        {
            items.Add(Item.Draw(random, i, items));
        }

        return new RandomProgram(items.ToImmutable());
    }

    /// <summary>A later version: some gone, some changed, some new.</summary>
    public RandomProgram Mutate(Random random)
    {
        var items = ImmutableArray.CreateBuilder<Item>();
        foreach (var item in Items.Where(_ => random.Next(5) > 0))
        {
            var known = items.Select(i => i.Name).ToHashSet();
            var changed = random.Next(5) < 2
                ? item with { Size = random.Next(3), Replace = random.Next(2), DeleteFirst = random.Next(2) }
                : item;
            items.Add(changed with { DependsOn = [.. changed.DependsOn.Where(d => known.Contains(d.Name))], Parent = known.Contains(changed.Parent) ? changed.Parent : "" });
        }

        if (random.Next(2) == 0 && Item.Draw(random, 100 + random.Next(100), items) is var another && items.All(i => i.Name != another.Name))
        {
            items.Add(another);
        }

        return new RandomProgram(items.ToImmutable());
    }

    public async Task RunAsync(TestProgram.Client program)
    {
        await program.StackAsync();
        var registered = new Dictionary<string, Task<RegisteredResource>>();
        foreach (var item in Items)
        {
            registered[item.Name] = RegisterAsync(program, item, registered);
        }

        await Task.WhenAll(registered.Values);
    }

    public override string ToString() => string.Join("; ", Items);

    private static async Task<RegisteredResource> RegisterAsync(TestProgram.Client program, Item item, Dictionary<string, Task<RegisteredResource>> registered)
    {
        var parent = item.Parent.Length > 0 ? (await registered[item.Parent]).Urn : program.StackUrn;
        if (item.IsComponent)
        {
            return await program.ComponentAsync(item.Name, PropertyMap.Empty.With("size", item.Size), goal => goal with { Parent = parent });
        }

        var inputs = PropertyMap.Empty.With("size", item.Size).With("name", item.Replace).With("first", item.DeleteFirst);
        var dependencies = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var dependency in item.DependsOn)
        {
            var other = await registered[dependency.Name];
            inputs = inputs.With(dependency.Property, other.Id.Length > 0 ? other.Id : PropertyValue.Unknown);
            dependencies = dependencies.SetItem(dependency.Property, [other.Urn]);
        }

        // A thing that is made before the one it replaces goes must not be known by the same key, nor one with another URN.
        inputs = inputs.With("key", inputs["name"] is UnknownValue ? PropertyValue.Unknown : $"{parent}/{item.Name}-{inputs["name"]}");
        return await program.ThingAsync(item.Name, inputs, goal => goal with
        {
            Parent = parent,
            Dependencies = [.. dependencies.Values.SelectMany(urns => urns).Distinct()],
            PropertyDependencies = dependencies,
            DeletedWith = item.InsideFirst && dependencies.Count > 0 ? dependencies.Values.First()[0] : "",
        });
    }

    /// <summary>What is taken from another; into "name", it makes the dependent go with that one.</summary>
    internal sealed record Dependency(string Name, string Property);

    internal sealed record Item(string Name, bool IsComponent, int Size, int Replace, int DeleteFirst, bool InsideFirst, string Parent, ImmutableArray<Dependency> DependsOn)
    {
        public static Item Draw(Random random, int number, IReadOnlyList<Item> earlier)
        {
            var things = earlier.Where(i => !i.IsComponent).ToArray();
            var components = earlier.Where(i => i.IsComponent).ToArray();
            var dependencies = things.Where(_ => random.Next(3) == 0).Take(2)
                .Select((thing, i) => new Dependency(thing.Name, random.Next(3) == 0 ? "name" : $"of{i}"));
            return new Item(
                $"r{number}",
                random.Next(4) == 0,
                random.Next(3),
                random.Next(2),
                random.Next(2),
                false,
                components.Length > 0 && random.Next(2) == 0 ? components[random.Next(components.Length)].Name : "",
                [.. dependencies.DistinctBy(d => d.Property)]);
        }

        public override string ToString() =>
            $"{(IsComponent ? "component" : "thing")} {Name} size {Size} name {Replace} first {DeleteFirst} in '{Parent}' of [{string.Join(", ", DependsOn)}]";
    }
}
