using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>Every code a person can meet has a page, and every page is of such a code.</summary>
public sealed partial class DiagnosticPagesTests
{
    [Fact]
    public void Codes_InTheSources_HaveAPageEach() =>
        Codes().Except(Pages()).ShouldBeEmpty();

    [Fact]
    public void Pages_OfDiagnostics_AreOfCodesInUse() =>
        Pages().Except(Codes()).ShouldBeEmpty();

    private static IEnumerable<string> Codes() =>
        Repository.Files("*.cs", "src").SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Value)).Distinct().Order();

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "diagnostics"), "INF*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order();

    [GeneratedRegex("INF[0-9]{4}")]
    private static partial Regex Code();
}
