namespace Pulumi.Testing;

/// <summary>The names a program under test sees, and whether it sees a preview.</summary>
public class TestOptions
{
    /// <summary>"project" unless given.</summary>
    public string? ProjectName { get; set; }

    /// <summary>"stack" unless given.</summary>
    public string? StackName { get; set; }

    /// <summary>"organization" unless given.</summary>
    public string? OrganizationName { get; set; }

    /// <summary>"rootDirectory" unless given.</summary>
    public string? RootDirectory { get; set; }

    /// <summary>True unless given.</summary>
    public bool? IsPreview { get; set; }
}
