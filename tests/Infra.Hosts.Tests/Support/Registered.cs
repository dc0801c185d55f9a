using System.Collections.Immutable;

namespace Infra.Hosts.Tests.Support;

/// <summary>A resource as a program registered it.</summary>
internal sealed record Registered(
    string Type, string Name, ImmutableDictionary<string, object> Inputs, ImmutableSortedSet<string> DependsOn, string? DeletedWith, bool? Protect, IReadOnlyList<string> IgnoreChanges)
{
    /// <summary>Name of the parent; null: the stack.</summary>
    public string? Parent { get; init; }

    /// <summary>As the program made them, secrets marked.</summary>
    public object? Arguments { get; init; }

    public override string ToString()
    {
        var parts = new[]
        {
            $"{Type[(Type.LastIndexOf(':') + 1)..]} {Name}",
            DependsOn.IsEmpty ? "" : $"after {string.Join(", ", DependsOn)}",
            DeletedWith is null ? "" : $"gone with {DeletedWith}",
            Protect == true ? "protected" : "",
            IgnoreChanges.Count == 0 ? "" : $"changes of {string.Join(", ", IgnoreChanges)} are ignored",
        };
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }
}
