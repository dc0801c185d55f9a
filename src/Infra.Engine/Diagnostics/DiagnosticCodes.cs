namespace Infra.Engine.Diagnostics;

/// <summary>The codes this engine's workspace, state and secrets use; each has a page in docs/diagnostics.</summary>
public static class DiagnosticCodes
{
    public const string ProjectMissing = "INF1001";
    public const string ProjectMalformed = "INF1002";
    public const string StackFileMalformed = "INF1003";
    public const string ConfigUnknownKey = "INF1004";
    public const string ConfigWrongType = "INF1005";
    public const string ConfigMissing = "INF1006";
    public const string ConfigPath = "INF1007";
    public const string NameMalformed = "INF1008";
    public const string BackendUnsupported = "INF2001";
    public const string StackMissing = "INF2002";
    public const string StackExists = "INF2003";
    public const string StackLocked = "INF2004";
    public const string StateUnreadable = "INF2005";
    public const string StateNewer = "INF2006";
    public const string StateInvalid = "INF2007";
    public const string StateNotWritten = "INF2008";
    public const string StackNotEmpty = "INF2009";
    public const string ImportRefused = "INF2010";
    public const string ResourceMissing = "INF2011";
    public const string EditRefused = "INF2012";
    public const string StateBeyondRepair = "INF2013";
    public const string TagsUnreadable = "INF2014";
    public const string VersionMissing = "INF2015";
    public const string JournalForeign = "INF2016";
    public const string PassphraseWrong = "INF3001";
    public const string PassphraseMissing = "INF3002";
    public const string SecretUnreadable = "INF3003";
    public const string SaltMalformed = "INF3004";
    public const string SecretsProviderUnsupported = "INF3005";
    public const string FeatureUnsupported = "INF4306";
    public const string VersionRangeMalformed = "INF4307";
    public const string VersionNotSatisfied = "INF4308";
    public const string AttachedProvider = "INF4309";
}
