namespace Infra.Tables.Format;

/// <summary>What a value has to be like beyond its type.</summary>
public sealed record PropertyRules
{
    public static PropertyRules None { get; } = new();

    /// <summary>Taken if none is given, as a table writes it; null: there is none.</summary>
    public string? Default { get; init; }

    /// <summary>The only ones there are; empty: any.</summary>
    public Items<string> Values { get; init; } = Items<string>.None;

    /// <summary>Of a number.</summary>
    public Bounds Range { get; init; } = Bounds.Any;

    /// <summary>Of a text, in characters.</summary>
    public Bounds Length { get; init; } = Bounds.Any;

    /// <summary>Of a list, its number of items.</summary>
    public Bounds Count { get; init; } = Bounds.Any;

    /// <summary>Properties beside it that may not be given with it.</summary>
    public Items<string> Conflicts { get; init; } = Items<string>.None;

    /// <summary>Properties beside it that have to be given with it.</summary>
    public Items<string> Needs { get; init; } = Items<string>.None;

    /// <summary>Properties beside it of which one has to be given if it is not.</summary>
    public Items<string> RequiredWithout { get; init; } = Items<string>.None;

    /// <summary>When it has to be given; null: never for this reason.</summary>
    public Condition? RequiredIf { get; init; }

    /// <summary>When it may be given; null: always.</summary>
    public Condition? OnlyIf { get; init; }

    /// <summary>A change away from this value needs a new resource; null: there is none.</summary>
    public string? ReplacesFrom { get; init; }

    /// <summary>Variables of the environment that the SDK takes a configuration value from.</summary>
    public Items<string> Environment { get; init; } = Items<string>.None;

    /// <summary>Variables that the plugin takes it from; without the value nothing can be asked of the cloud. Empty: it is no credential.</summary>
    public Items<string> Credential { get; init; } = Items<string>.None;
}

/// <summary>That a property beside it has one of the values.</summary>
public sealed record Condition(string Property, Items<string> Values);

/// <summary>From a smallest to a largest number; null: no bound.</summary>
public sealed record Bounds(double? Minimum, double? Maximum)
{
    public static Bounds Any { get; } = new(null, null);

    public bool Contains(double value) => !(value < Minimum) && !(value > Maximum);
}
