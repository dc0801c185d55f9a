namespace Infra.Cli.Terminal;

/// <summary>--color.</summary>
internal enum ColorChoice
{
    Auto,
    Always,
    Never,

    /// <summary>Pulumi's name for text without colour codes in a pipe; here the same as never.</summary>
    Raw,
}
