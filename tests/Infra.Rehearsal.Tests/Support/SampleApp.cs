using Infra.Protocol.Properties;

namespace Infra.Rehearsal.Tests.Support;

/// <summary>A small WSGI application with a database, a static site and jobs, in a directory of its own.</summary>
internal sealed class SampleApp : IDisposable
{
    private const string Code =
        """
        import os
        import psycopg2

        def site(environ, start_response):
            if environ["PATH_INFO"] == "/healthz":
                start_response("200 OK", [])
                return [b"well"]
            with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
                cursor.execute("SELECT word FROM words")
                word = cursor.fetchone()[0]
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [f"VERSION {word} {environ['HTTP_HOST']} {environ['HTTP_X_FORWARDED_PROTO']} {environ['PATH_INFO']} {os.getuid() != 0}".encode()]

        """;

    private const string Preparation =
        """
        import os
        import psycopg2

        with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS words (word text)")
            cursor.execute("INSERT INTO words SELECT 'hello' WHERE NOT EXISTS (SELECT 1 FROM words)")

        """;

    public SampleApp()
    {
        Write("site/requirements.txt", "gunicorn>=20\npsycopg2-binary>=2.9\n");
        Write("site/prepare.py", Preparation);
        Write("page/build.sh", "mkdir -p public && cp style.css public/ && echo \"built for $APP\" >public/index.html && echo nothing >public/404.html\n");
        Write("page/style.css", "body { color: teal }\n");
        Deploy("one");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("infra-app-").FullName;

    /// <summary>Writes another version of the code.</summary>
    public void Deploy(string version, string broken = "") => Write("site/site_app.py", Code.Replace("VERSION", version, StringComparison.Ordinal) + broken);

    public static PropertyMap Declaration => Apps.Of(
    [
        new("services", Apps.List(Apps.Service().With("sourceDir", "site").With("instanceCount", 2)
            .With("runCommand", "gunicorn --worker-tmp-dir /dev/shm --bind 0.0.0.0:8080 site_app:site")
            .With("healthCheck", PropertyMap.Empty.With("httpPath", "/healthz").With("periodSeconds", 3))
            .With("termination", PropertyMap.Empty.With("drainSeconds", 3).With("gracePeriodSeconds", 5)))),
        new("staticSites", Apps.One([new("name", "page"), new("github", Apps.GitHub), new("sourceDir", "/page"), new("buildCommand", "sh build.sh"), new("outputDir", "public")])),
        new("jobs", Apps.List(Apps.Service("prepare").With("sourceDir", "site").With("kind", "PRE_DEPLOY").With("runCommand", "python prepare.py"))),
        new("databases", Apps.One([new("name", "db")])),
        new("envs", Apps.List(
            Apps.Variable("DATABASE_URL", "${db.DATABASE_URL}"), Apps.Variable("APP", "${APP_URL}"),
            Apps.Variable("TOKEN", "x").With("type", "SECRET").With("value", ((PropertyValue)"s3cret-of-the-shop").AsSecret()))),
        new("domainNames", Apps.One([new("name", "www.shop.example"), new("type", "PRIMARY"), new("zone", "shop.example")])),
        new("ingress", Apps.Ingress(Apps.Rule("/page", "page"), Apps.Rule("/api", "web"), Apps.Rule("/", "web"))),
    ]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
        File.WriteAllText(Path.Combine(Root, file), content);
    }
}
