using Infra.Applications;
using Infra.Tests.Support;

namespace Infra.Tests.Applications;

public sealed class SourceTreeTests
{
    [Fact]
    public void Read_OfAProject_HoldsWhatIsNotIgnoredInOrder()
    {
        using var project = new TemporaryProject();
        foreach (var file in new[] { "b.py", "a/x.py", "a.py", ".git/config", "a/__pycache__/x.pyc", "notes.txt", "a/.env" })
        {
            project.Write(file);
        }

        project.Write(".infraignore", "*.txt\n");

        SourceTree.Read(project.Root).Files.Keys.ShouldBe(["a.py", "a/x.py", "b.py"]);
    }

    [Fact]
    public void Read_OfLinks_FollowsOnlyThoseToFilesInside()
    {
        using var project = new TemporaryProject();
        using var elsewhere = new TemporaryProject();
        project.Write("a.py");
        File.CreateSymbolicLink(Path.Combine(project.Root, "inside.py"), "a.py");
        File.CreateSymbolicLink(Path.Combine(project.Root, "outside.py"), elsewhere.Write("secret"));
        File.CreateSymbolicLink(Path.Combine(project.Root, "dangling.py"), "nowhere");
        Directory.CreateSymbolicLink(Path.Combine(project.Root, "loop"), project.Root);

        SourceTree.Read(project.Root).Files.Keys.ShouldBe(["a.py", "inside.py"]);
    }
}
