namespace Infra.Cli.Doctor;

internal enum Health
{
    Ok,
    Warn,
    Fail,
}

/// <summary>What a check found, and what to do about it.</summary>
internal sealed record Finding(string Subject, Health Health, string Detail, string Fix = "");
