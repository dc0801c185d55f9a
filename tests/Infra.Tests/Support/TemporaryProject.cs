namespace Infra.Tests.Support;

/// <summary>A directory with files, gone when the test ends.</summary>
internal sealed class TemporaryProject : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("infra-tests-").FullName;

    public static TemporaryProject WithDjango()
    {
        var project = new TemporaryProject();
        project.Write("shop/manage.py", "os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"shop.settings\")\n");
        project.Write("shop/shop/settings.py");
        project.Write("shop/shop/wsgi.py");
        return project;
    }

    public string Write(string path, string content = "")
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return file;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
