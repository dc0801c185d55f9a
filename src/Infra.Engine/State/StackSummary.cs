using System.Text.Json;

namespace Infra.Engine.State;

/// <param name="Name">Short name.</param>
/// <param name="LastUpdate">When its state was written last.</param>
/// <param name="ResourceCount">Null if the state cannot be read.</param>
/// <param name="UpdateInProgress">It is locked.</param>
/// <param name="Url">The backend.</param>
public sealed record StackSummary(string Name, DateTimeOffset LastUpdate, int? ResourceCount, bool UpdateInProgress, string Url)
{
    internal static StackSummary Of(StackFiles files, string url)
    {
        var file = files.Existing!;
        int? resources = null;
        try
        {
            using var document = JsonDocument.Parse(Compression.Unpack(File.ReadAllBytes(file)), CheckpointReader.Options);
            resources = CheckpointReader.Deployment(document.RootElement) is { } deployment ? CheckpointReader.Items(deployment, "resources").Count() : 0;
        }
        catch (Exception e) when (e is JsonException or StateFormatException or StateVersionException or InvalidOperationException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Listed without a count: one bad stack must not hide the others.
        }

        return new StackSummary(files.Stack, new DateTimeOffset(File.GetLastWriteTimeUtc(file)), resources, StackLock.Files(files.Locks).Count > 0, url);
    }
}
