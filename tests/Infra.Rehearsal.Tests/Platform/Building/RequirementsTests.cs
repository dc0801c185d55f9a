using Infra.Rehearsal.Platform.Building;

namespace Infra.Rehearsal.Tests.Platform.Building;

public sealed class RequirementsTests
{
    [Fact]
    public void Names_OfAFile_AreThoseOfDistributions() =>
        Requirements.Names("Django>=3.2,<5\n# a comment\n-r more.txt\n--index-url https://x\npsycopg[binary]~=3.1 ; python_version > '3'\ndj_database.url\n\nDjango\nhttps://x/y.whl\n  uwsgi  # server\r\n")
            .ShouldBe(["django", "psycopg", "dj-database-url", "uwsgi"]);

    [Fact]
    public void For_Requirements_IsWhatDebianHas()
    {
        var debian = DebianPython.Parse("Django python3-django\ndj_database_url python3-dj-database-url\nold python3-gone\npsycopg python3-psycopg3\n", p => p is not ("python3-gone" or "python3-psycopg3"));

        debian.For("django\ndj-database-url==1\nold\nunheard-of\npsycopg2-binary\nuwsgi\npsycopg[binary]")
            .ShouldBe(["libjs-jquery", "python3-dj-database-url", "python3-django", "python3-psycopg", "python3-psycopg2", "uwsgi-core", "uwsgi-plugin-python3"]);
    }
}
