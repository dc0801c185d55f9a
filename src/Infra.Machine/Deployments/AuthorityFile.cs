namespace Infra.Machine.Deployments;

/// <summary>Where the certificate of a site's authority lies on this computer.</summary>
internal static class AuthorityFile
{
    public static string PathFor(string environment)
    {
        var deployment = Pulumi.Deployment.Instance;
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.Combine(data, "infra", $"{deployment.ProjectName}-{deployment.StackName}", $"{environment}-ca.pem");
    }
}
