namespace Infra.Cli;

/// <summary>Diagnostic codes of the command itself; each has a page in docs/diagnostics.</summary>
internal static class CliCodes
{
    /// <summary>A tool or privilege that the host needs is missing on this computer.</summary>
    public const string PrerequisiteMissing = "INF7001";

    /// <summary>apt could not install what the host needs.</summary>
    public const string PrerequisiteInstallFailed = "INF7002";

    /// <summary>A change needs a yes, and nobody can be asked.</summary>
    public const string ConfirmationNeeded = "INF7003";

    /// <summary>Options that contradict each other, or a value that cannot be.</summary>
    public const string BadOptions = "INF7004";

    /// <summary>No stack is named or selected.</summary>
    public const string NoStackSelected = "INF7005";

    /// <summary>The stack named is not one of this project.</summary>
    public const string StackNotFound = "INF7006";

    /// <summary>The deletion would take protected data along.</summary>
    public const string DataProtected = "INF7007";

    /// <summary>After a destroy something was still there.</summary>
    public const string SomethingIsLeft = "INF7008";

    /// <summary>The stack has no such output or configuration value.</summary>
    public const string ValueNotFound = "INF7009";

    /// <summary>The stack has no release that could be rolled back.</summary>
    public const string NothingToRollBack = "INF7010";

    /// <summary>The state does not say how to reach a server.</summary>
    public const string NoServer = "INF7011";

    /// <summary>A value that looks like a secret was to be stored in plain text.</summary>
    public const string LooksLikeSecret = "INF7012";

    /// <summary>A stack that still has resources cannot be removed.</summary>
    public const string StackNotEmpty = "INF7013";

    /// <summary>The --expect-no-changes promise did not hold.</summary>
    public const string ChangesFound = "INF7014";

    /// <summary>A file given on the command line cannot be read or written.</summary>
    public const string FileProblem = "INF7015";

    /// <summary>The release could not be rolled back.</summary>
    public const string RollbackFailed = "INF7016";

    /// <summary>A resource has to be named, and nobody can be asked which.</summary>
    public const string NoResourceNamed = "INF7017";

    /// <summary>The state changed while a person was asked about a change of it.</summary>
    public const string ChangedMeanwhile = "INF7018";

    /// <summary>The stack is an app on a platform, which has no server to reach and keeps its releases itself.</summary>
    public const string OnPlatform = "INF7019";

    /// <summary>What is to be imported is not described well, or is in the stack already.</summary>
    public const string ImportProblems = "INF7020";

    /// <summary>The hosting catalogue knows no such host, region or place.</summary>
    public const string NotInCatalogue = "INF6302";

    /// <summary>There is no editor, or it did not do its work.</summary>
    public const string EditorProblem = "INF7025";
}
