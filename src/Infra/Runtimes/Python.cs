using System.Diagnostics.CodeAnalysis;
using Infra.Hosting;
using Infra.Text;

namespace Infra.Runtimes;

/// <summary>Python: packages of the distribution, or a virtual environment if the application has a requirements.txt.</summary>
public sealed record Python : Runtime
{
    [SetsRequiredMembers]
    public Python() => Version = "3.11";

    internal override IEnumerable<Finding> Validate(ValidationContext context) =>
        Packages.Where(package => !Names.IsPackage(package)).Select(package => Finding.Impossible(
            Codes.Runtime,
            "Runtime.Packages",
            $"'{package}' cannot be the name of a Debian package.",
            "Name packages as apt does, such as python3-pil; what comes from PyPI goes into the application's requirements.txt."));
}
