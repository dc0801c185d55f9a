namespace Infra.Engine.Tests.Support;

/// <summary>A directory that is gone after the test.</summary>
/// <param name="inMemory">Where the system has files in memory: for thousands of writes that all want to be on the disk.</param>
internal sealed class TemporaryDirectory(bool inMemory = false) : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory($"{Memory}/infra-test-{Guid.NewGuid():N}").FullName
        : Directory.CreateTempSubdirectory("infra-test-").FullName;

    public string File(string name, string content)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, content);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
