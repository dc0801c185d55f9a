using Infra.Machine.States;

namespace Infra.Machine.Rendering.Certificates;

/// <summary>What certbot calls when it has a new certificate: the web server takes it, unless its configuration is broken.</summary>
internal static class DeployHook
{
    public static string PathOf(Site site) => $"/etc/letsencrypt/renewal-hooks/deploy/{CertificateRenderer.LineageOf(site)}";

    public static FileState Render(Site site, string service, string check) => new(
        $$"""
        #!/bin/sh
        # certbot calls this for every certificate that it has renewed.
        set -eu
        if [ "${RENEWED_LINEAGE##*/}" != {{CertificateRenderer.LineageOf(site)}} ]; then exit 0; fi
        said=$({{check}} 2>&1) || { printf '%s\n' "$said" >&2; exit 1; }
        systemctl reload {{service}}

        """,
        Mode: "0755");
}
