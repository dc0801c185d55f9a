using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Infra.Engine.Program.Runtimes;

/// <summary>
/// What a .NET project is built from, as one digest of names, sizes and times: of its directory, of the projects it
/// refers to, and of the build files above them. No build is needed while it stays the same.
/// </summary>
internal static class SourceDigest
{
    private static readonly string[] _above = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", "NuGet.config", ".editorconfig"];
    private static readonly string[] _skipped = ["bin", "obj", "node_modules"];

    public static string Compute(string projectFile)
    {
        var hash = new XxHash128();
        foreach (var file in Files(projectFile).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Add(hash, file);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static IEnumerable<string> Files(string projectFile)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>([Path.GetFullPath(projectFile)]);
        while (queue.TryDequeue(out var file))
        {
            if (!seen.Add(file) || !File.Exists(file))
            {
                continue;
            }

            yield return file;
            foreach (var referred in References(file))
            {
                queue.Enqueue(referred);
            }

            if (Path.GetExtension(file).EndsWith("proj", StringComparison.Ordinal))
            {
                foreach (var source in Sources(Path.GetDirectoryName(file)!).Concat(Above(Path.GetDirectoryName(file)!)))
                {
                    yield return source;
                }
            }
        }
    }

    /// <summary>Projects, build files and sources of other directories a build file names; conditions are not looked at, so it may be too many.</summary>
    private static IEnumerable<string> References(string file)
    {
        XDocument document;
        try
        {
            document = XDocument.Load(file);
        }
        catch (XmlException)
        {
            return []; // the build will say what is wrong with it
        }

        var directory = Path.GetDirectoryName(file)!;
        return document.Descendants()
            .Select(e => e.Name.LocalName switch { "ProjectReference" or "Compile" => e.Attribute("Include"), "Import" => e.Attribute("Project"), _ => null })
            .SelectMany(a => a?.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
            .Select(path => path.Replace("$(MSBuildThisFileDirectory)", directory + "/", StringComparison.Ordinal).Replace('\\', '/'))
            .Where(path => !path.Contains("$(", StringComparison.Ordinal))
            .SelectMany(path => Matches(Path.GetFullPath(Path.Combine(directory, path))));
    }

    /// <summary>The files of a pattern without `**`; what stands for a whole tree is best inside the project's directory.</summary>
    private static IEnumerable<string> Matches(string path) =>
        path.Contains('*', StringComparison.Ordinal) && Directory.Exists(Path.GetDirectoryName(path))
            ? Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path))
            : [path];

    private static IEnumerable<string> Sources(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory).Where(f => !IsConfiguration(Path.GetFileName(f))))
        {
            yield return file;
        }

        foreach (var inner in Directory.EnumerateDirectories(directory))
        {
            var name = Path.GetFileName(inner);
            if (!name.StartsWith('.') && !_skipped.Contains(name))
            {
                foreach (var file in Sources(inner))
                {
                    yield return file;
                }
            }
        }
    }

    /// <summary>Stack files and notes are no part of the program.</summary>
    private static bool IsConfiguration(string name) =>
        (name.StartsWith("Pulumi.", StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal)) || name.EndsWith(".md", StringComparison.Ordinal);

    private static IEnumerable<string> Above(string directory)
    {
        for (var parent = new DirectoryInfo(directory).Parent; parent is not null; parent = parent.Parent)
        {
            foreach (var file in _above.Select(name => Path.Combine(parent.FullName, name)).Where(File.Exists))
            {
                yield return file;
            }
        }
    }

    private static void Add(XxHash128 hash, string file)
    {
        var info = new FileInfo(file);
        Span<byte> facts = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(facts, info.Exists ? info.LastWriteTimeUtc.Ticks : 0);
        BinaryPrimitives.WriteInt64LittleEndian(facts[8..], info.Exists ? info.Length : -1);
        hash.Append(Encoding.UTF8.GetBytes(file + "\n"));
        hash.Append(facts);
    }
}
