using System.Text.RegularExpressions;
using Infra.Engine.Diagnostics;

namespace Infra.Engine.Program.Runtimes;

/// <summary>Why a .NET program could not be built, from what the build has written.</summary>
internal static partial class BuildFailure
{
    private const int MaximumErrors = 20;

    public static InfraException Of(string projectFile, bool native, string output)
    {
        var errors = Error().Matches(output).Select(m => m.Value.Trim()).Distinct(StringComparer.Ordinal).ToArray();
        var shown = errors.Take(MaximumErrors).ToList();
        if (errors.Length > MaximumErrors)
        {
            shown.Add($"and {errors.Length - MaximumErrors} more");
        }

        var detail = errors.Length == 0 ? output.Trim() : string.Join('\n', shown);
        if (native && (output.Contains("Platform linker", StringComparison.Ordinal) || output.Contains("ilcompiler", StringComparison.OrdinalIgnoreCase)))
        {
            return new InfraException("INF4318", "the program cannot be compiled to machine code", detail, "Install a C compiler (gcc or clang), let NuGet reach the compiler's package, or leave <PublishAot> out of the project. Nothing was changed.", projectFile);
        }

        var first = errors.Select(e => Place().Match(e)).FirstOrDefault(m => m.Success);
        var place = first is null ? projectFile : $"{first.Groups["file"].Value}:{first.Groups["line"].Value}:{first.Groups["column"].Value}";
        return new InfraException("INF4310", "the program does not compile", detail, "Correct it and run the command again. Nothing was changed.", place);
    }

    /// <summary>"file(line,column): error CODE: message", without the project in brackets at the end.</summary>
    [GeneratedRegex(@"^[^\n]*?: error [A-Za-z]*[0-9]*: .*?(?=\s*\[[^\]\n]*\]\s*$|\s*$)", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex(@"^(?<file>.+?)\((?<line>\d+),(?<column>\d+)[^)]*\): error")]
    private static partial Regex Place();
}
