namespace Infra.Engine.Diagnostics;

/// <summary>
/// A problem a person can do something about. Printed as: error CODE: summary / place / detail / help, and a page
/// docs/diagnostics/CODE.md exists for each code.
/// </summary>
public sealed class InfraException : Exception
{
    public InfraException(string code, string summary, string detail = "", string help = "", string place = "", int exitCode = ExitCodes.Error, Exception? inner = null)
        : base(summary, inner)
    {
        Code = code;
        Detail = detail;
        Help = help;
        Place = place;
        ExitCode = exitCode;
    }

    /// <summary>INFnnnn.</summary>
    public string Code { get; }

    /// <summary>Full sentences: what is wrong with which thing, why it matters if that is not plain.</summary>
    public string Detail { get; }

    /// <summary>What to do; commands on lines of their own.</summary>
    public string Help { get; }

    /// <summary>"file:line:column" or "file", if there is one.</summary>
    public string Place { get; }

    /// <summary>The process's exit code, by Pulumi's table.</summary>
    public int ExitCode { get; }

    /// <summary>As the message of a resource or program: code, summary, detail and help on lines of their own.</summary>
    internal string Told() => string.Join('\n', new[] { $"{Code}: {Message}", Detail, Help }.Where(text => text.Length > 0));
}
