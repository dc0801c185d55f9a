namespace Bench.Engine;

/// <summary>A directory that is gone when it is disposed.</summary>
internal sealed class Place : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("infra-bench-");

    public string Path => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}
