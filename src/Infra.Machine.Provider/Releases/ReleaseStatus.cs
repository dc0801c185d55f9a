using System.Collections.Immutable;
using Infra.Machine.Provider.Shell;
using Infra.Protocol.Properties;

namespace Infra.Machine.Provider.Releases;

/// <summary>Which releases a server has and which of them serves.</summary>
/// <param name="Release">The live one; "" if there is none.</param>
/// <param name="SourceHash">Of its code.</param>
/// <param name="Previous">The one that served before; "" if there is none.</param>
/// <param name="Releases">Those kept, the newest first.</param>
/// <param name="Running">The live one does serve.</param>
internal sealed record ReleaseStatus(string Release, string SourceHash, string Previous, ImmutableArray<string> Releases, bool Running)
{
    public static ReleaseStatus Of(Answers answers) => new(
        answers.Find("release") ?? "",
        answers.Find("source") ?? "",
        answers.Find("previous") ?? "",
        [.. answers.All("kept")],
        answers.Find("running") == "yes");

    public PropertyMap ToOutputs() =>
    [
        new("release", Release),
        new("sourceHash", SourceHash),
        new("previous", Previous),
        new("releases", PropertyValue.Array(Releases.Select(r => (PropertyValue)r))),
        new("running", Running),
    ];
}
