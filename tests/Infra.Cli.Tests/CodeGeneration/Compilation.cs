using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Infra.Cli.Tests.CodeGeneration;

/// <summary>Compiles a program as `dotnet build` would, against the SDK, the machine resources and the classes of a cloud's package.</summary>
internal static class Compilation
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly Lazy<MetadataReference[]> _references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Concat(Generated.SelectMany(directory => Directory.EnumerateFiles(directory, "*.dll")).DistinctBy(Path.GetFileName))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static IEnumerable<string> Problems(string program) => CSharpCompilation
        .Create("Imported", [Parse(program), Parse(Usings)], _references.Value, new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
        .GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString());

    private static IEnumerable<string> Generated => typeof(Compilation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(a => a.Key == "GeneratedCodeReferences").Select(a => a.Value!);

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest));
}
