using System.Collections.Immutable;
using Infra.Hosting;
using Infra.Text;
using Pulumi;

namespace Infra.Applications;

/// <summary>The code of a site.</summary>
public abstract record Application : Layer
{
    private readonly ImmutableSortedDictionary<string, Input<string>> _environment = ImmutableSortedDictionary.Create<string, Input<string>>(StringComparer.Ordinal);

    /// <summary>Directory of its source, relative to the project's.</summary>
    public required string Source { get; init; }

    /// <summary>Answers 200 when, and only when, the application can serve.</summary>
    public string HealthPath { get; init; } = "/healthz";

    /// <summary>Further settings; a secret among them stays one.</summary>
    public IReadOnlyDictionary<string, Input<string>> Environment
    {
        get => _environment;
        init => _environment = value.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Where the source is on this computer.</summary>
    public string DirectoryIn(string rootDirectory) => Path.GetFullPath(Source, Path.GetFullPath(rootDirectory));

    internal override IEnumerable<Finding> Validate(ValidationContext context)
    {
        if (!Names.IsUrlPath(HealthPath))
        {
            yield return Finding.Impossible(Codes.Application, "Application.HealthPath", $"'{HealthPath}' is no path.", "Write an absolute path without a query, such as /healthz.");
        }

        foreach (var name in Environment.Keys.Where(name => !Names.IsVariable(name)))
        {
            yield return Finding.Impossible(Codes.Application, "Application.Environment", $"'{name}' cannot be the name of a variable.", "Use letters, digits and _, and begin with no digit.");
        }

        var directory = DirectoryIn(context.RootDirectory);
        if (!Directory.Exists(directory))
        {
            yield return Finding.Impossible(Codes.Source, "Application", $"The source directory '{Source}' does not exist.", $"Looked for {directory}; a relative path begins at the directory of Pulumi.yaml.");
        }
        else if (SourceTree.Read(directory).Files.Count == 0)
        {
            yield return Finding.Impossible(Codes.Source, "Application", $"The source directory '{Source}' holds no file to upload.", $"Looked in {directory}, without what its {SourceTree.IgnoreFile} names.");
        }
        else
        {
            foreach (var finding in ValidateSource(directory))
            {
                yield return finding;
            }
        }
    }

    /// <summary>What is wrong with the code, as far as that can be seen without running it.</summary>
    private protected abstract IEnumerable<Finding> ValidateSource(string directory);
}
