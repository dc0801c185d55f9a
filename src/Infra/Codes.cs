namespace Infra;

/// <summary>The codes of findings; docs/diagnostics has a page for each.</summary>
public static class Codes
{
    public const string EnvironmentName = "INF6001";
    public const string Domain = "INF6002";
    public const string Hardware = "INF6003";
    public const string Source = "INF6004";
    public const string Project = "INF6005";
    public const string AppServer = "INF6006";
    public const string Application = "INF6007";
    public const string WebServer = "INF6008";
    public const string Database = "INF6009";
    public const string Access = "INF6010";
    public const string Tls = "INF6011";
    public const string Runtime = "INF6012";
    public const string Choice = "INF6013";
    public const string CertificateDomain = "INF6014";
    public const string Monitoring = "INF6020";
    public const string NotAvailable = "INF6101";
    public const string Emulated = "INF6102";
    public const string BuildFile = "INF6103";
    public const string HostSpecific = "INF6104";
    public const string UnknownHost = "INF6201";
    public const string MissingSetting = "INF6202";
    public const string WrongSetting = "INF6203";
    public const string RootLogin = "INF6204";
    public const string PrivateKey = "INF6205";
}
