using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pulumi.Generator.Tests.Support;

/// <summary>Compiles tables as sdk/Pulumi.DigitalOcean is compiled.</summary>
internal static class Compiler
{
    private static readonly ImmutableArray<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System", StringComparison.Ordinal) || Path.GetFileName(file) == "Pulumi.dll")
            .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file)),
    ];

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new TableGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "Things",
        sources.Select(source => CSharpSyntaxTree.ParseText(source)),
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What becomes of the tables: files, by name, and messages.</summary>
    public static GeneratorRunResult Run(params (string Path, string Text)[] tables) => Driver()
        .AddAdditionalTexts([.. tables.Select(t => (AdditionalText)new TableFile(t.Path, t.Text))])
        .RunGenerators(Compilation())
        .GetRunResult().Results.Single();

    /// <summary>What the compiler says to the classes of the tables together with a program.</summary>
    public static ImmutableArray<Diagnostic> Compile(string program, params (string Path, string Text)[] tables)
    {
        Driver().AddAdditionalTexts([.. tables.Select(t => (AdditionalText)new TableFile(t.Path, t.Text))])
            .RunGeneratorsAndUpdateCompilation(Compilation(program), out var compilation, out _);
        return [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];
    }
}
