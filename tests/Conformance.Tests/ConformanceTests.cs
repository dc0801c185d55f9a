using Conformance.Tests.Recording;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Conformance.Tests;

/// <summary>What the bundled C# SDK asks of an engine equals what the official Node SDK asks for the same declaration.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string, bool> Cases()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in CaseFolders.Names)
        {
            data.Add(name, false);
            data.Add(name, true);
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task Declaration_InBothLanguages_AsksTheSame(string name, bool isPreview)
    {
        var official = await Recorder.RunNodeAsync(CaseFolders.PathOf(name), isPreview);
        var bundled = await Recorder.RunCSharpAsync(CaseFolders.Make(name), isPreview);

        official.ShouldNotBeEmpty();
        if (bundled != official)
        {
            Assert.Fail($"{name}, {(isPreview ? "preview" : "update")}: - the official Node SDK, + the bundled C# SDK\n{Difference(official, bundled)}");
        }
    }

    [Fact]
    public void Cases_OnDisk_HaveBothLanguages() => CaseFolders.OnDisk.ShouldBe(CaseFolders.Names);

    private static string Difference(string before, string after) =>
        string.Join('\n', InlineDiffBuilder.Diff(before, after).Lines.Select(line => line.Type switch
        {
            ChangeType.Inserted => "+ " + line.Text,
            ChangeType.Deleted => "- " + line.Text,
            _ => "  " + line.Text,
        }));
}
