using System.Collections.Immutable;

namespace Infra.Protocol.Properties;

/// <summary>
/// A value of a resource's input or output: what travels between program, engine and provider, and lies in the state.
/// Immutable; equality is structural, secrets and unknowns included.
/// </summary>
public abstract record PropertyValue
{
    private protected PropertyValue()
    {
    }

    /// <summary>The JSON null.</summary>
    public static PropertyValue Null { get; } = new NullValue();

    /// <summary>A value that is known only after the change has been applied.</summary>
    public static PropertyValue Unknown { get; } = new UnknownValue();

    /// <summary>True if an unknown is anywhere inside.</summary>
    public virtual bool ContainsUnknowns => false;

    /// <summary>True if a secret is anywhere inside.</summary>
    public virtual bool ContainsSecrets => false;

    public static implicit operator PropertyValue(bool value) => new BoolValue(value);

    public static implicit operator PropertyValue(double value) => new NumberValue(value);

    public static implicit operator PropertyValue(int value) => new NumberValue(value);

    public static implicit operator PropertyValue(string? value) => value is null ? Null : new StringValue(value);

    public static implicit operator PropertyValue(PropertyMap value) => new ObjectValue(value);

    /// <summary>An array of the given elements.</summary>
    public static PropertyValue Array(params IEnumerable<PropertyValue> items) => new ArrayValue([.. items]);

    /// <summary>This value as a secret; a secret stays as it is.</summary>
    public PropertyValue AsSecret() => this is SecretValue ? this : new SecretValue(this);

    /// <summary>This value without its own secret and output wrappers (those of its elements stay).</summary>
    public PropertyValue Unwrap()
    {
        var value = this;
        while (true)
        {
            switch (value)
            {
                case SecretValue secret:
                    value = secret.Value;
                    break;
                case OutputValue output:
                    value = output.Value ?? Unknown;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>Never prints what a secret hides.</summary>
    public sealed override string ToString() => PropertyText.Render(this);
}

/// <summary>JSON null.</summary>
public sealed record NullValue : PropertyValue;

/// <summary>Known only after the change has been applied.</summary>
public sealed record UnknownValue : PropertyValue
{
    public override bool ContainsUnknowns => true;
}

public sealed record BoolValue(bool Value) : PropertyValue;

public sealed record NumberValue(double Value) : PropertyValue;

public sealed record StringValue(string Value) : PropertyValue;

/// <summary>A list; equality by elements.</summary>
public sealed record ArrayValue(ImmutableArray<PropertyValue> Items) : PropertyValue
{
    public override bool ContainsUnknowns => Items.Any(i => i.ContainsUnknowns);

    public override bool ContainsSecrets => Items.Any(i => i.ContainsSecrets);

    public bool Equals(ArrayValue? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}

/// <summary>An object: names to values.</summary>
public sealed record ObjectValue(PropertyMap Properties) : PropertyValue
{
    public override bool ContainsUnknowns => Properties.ContainsUnknowns;

    public override bool ContainsSecrets => Properties.ContainsSecrets;
}

/// <summary>A value that is encrypted at rest and never shown.</summary>
public sealed record SecretValue(PropertyValue Value) : PropertyValue
{
    public override bool ContainsUnknowns => Value.ContainsUnknowns;

    public override bool ContainsSecrets => true;
}

/// <summary>An output with its dependencies; <see cref="Value"/> null means unknown.</summary>
public sealed record OutputValue(PropertyValue? Value, bool Secret, ImmutableArray<string> Dependencies) : PropertyValue
{
    public override bool ContainsUnknowns => Value is null || Value.ContainsUnknowns;

    public override bool ContainsSecrets => Secret || (Value?.ContainsSecrets ?? false);

    public bool Equals(OutputValue? other) =>
        other is not null && Secret == other.Secret && Equals(Value, other.Value)
        && Dependencies.AsSpan().SequenceEqual(other.Dependencies.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Value, Secret, Dependencies.Length);
}

/// <summary>A reference to another resource. <see cref="Id"/>: null for a component, "" for an id not yet known.</summary>
public sealed record ResourceReferenceValue(string Urn, string? Id, string PackageVersion) : PropertyValue
{
    public override bool ContainsUnknowns => Id is "";
}

/// <summary>A file's worth of content; exactly one of text, path, uri is set unless only the hash is known.</summary>
public sealed record AssetValue(string? Text, string? Path, string? Uri, string Hash = "") : PropertyValue;

/// <summary>A tree of files; exactly one of assets, path, uri is set unless only the hash is known.</summary>
public sealed record ArchiveValue(PropertyMap? Assets, string? Path, string? Uri, string Hash = "") : PropertyValue;
