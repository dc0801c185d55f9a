using Infra.Machine.States;

namespace Infra.Machine.Rendering.Certificates;

/// <summary>What the web server starts with before it has a certificate: the one it had from this computer, or one it signs itself.</summary>
internal static class TemporaryCertificate
{
    public const string Name = "temporary certificate";

    public static CommandState Render(Site site)
    {
        var place = site.TlsDirectory;
        return new CommandState(
            $"test -e {place}/current/fullchain.pem && test -e {place}/current/privkey.pem",
            $$"""
            mkdir -p {{place}}/temporary &&
              if [ -e "$before{{place}}/site.crt" ] && [ -e "$before{{place}}/site.key" ]; then
                cp -p "$before{{place}}/site.crt" {{place}}/temporary/fullchain.pem && cp -p "$before{{place}}/site.key" {{place}}/temporary/privkey.pem
              else
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=temporary \
                  -addext subjectAltName=DNS:{{site.DnsNames[0]}} -keyout {{place}}/temporary/privkey.pem -out {{place}}/temporary/fullchain.pem
              fi && ln -sfn temporary {{place}}/current
            """,
            $"rm -rf {place}/current {place}/temporary");
    }
}
