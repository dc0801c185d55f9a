using Infra.Tests.Support;

namespace Infra.Hosts.Tests.Support;

/// <summary>What a platform's build wants to find beside manage.py.</summary>
internal static class BuildFilesOfProject
{
    public static void WriteBuildFiles(this TemporaryProject project)
    {
        project.Write("shop/requirements.txt", "Django>=3.2\ngunicorn  # serves\nuWSGI\npsycopg2>=2.9\n");
        project.Write("shop/.python-version", "3.11\n");
        project.Write("shop/.infraignore", "/requirements.txt\n/.python-version\n");
    }
}
