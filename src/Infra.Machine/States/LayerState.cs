using System.Collections.Immutable;

namespace Infra.Machine.States;

/// <summary>The wanted state of one layer on one server. Contents may hold placeholders (<see cref="Placeholder"/>).</summary>
public sealed record LayerState(string Title)
{
    public ImmutableSortedSet<string> Packages { get; init; } = Sorted();

    public ImmutableSortedDictionary<string, UserState> Users { get; init; } = Sorted<UserState>();

    public ImmutableSortedDictionary<string, DirectoryState> Directories { get; init; } = Sorted<DirectoryState>();

    public ImmutableSortedDictionary<string, FileState> Files { get; init; } = Sorted<FileState>();

    /// <summary>Path to target.</summary>
    public ImmutableSortedDictionary<string, string> Links { get; init; } = Sorted<string>();

    /// <summary>Paths at which nothing may be.</summary>
    public ImmutableSortedSet<string> Absent { get; init; } = Sorted();

    public ImmutableSortedDictionary<string, ServiceState> Services { get; init; } = Sorted<ServiceState>();

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, CommandState> Commands { get; init; } = Sorted<CommandState>();

    /// <summary>TCP ports that are open when it is done.</summary>
    public ImmutableSortedSet<int> Listens { get; init; } = [];

    public static ImmutableSortedSet<string> Sorted(params IEnumerable<string> items) => items.ToImmutableSortedSet(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, T> Sorted<T>(params IEnumerable<(string Key, T Value)> items) =>
        items.ToImmutableSortedDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);
}
