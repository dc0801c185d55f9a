using Infra.Security;

namespace Infra.Machine.Rendering.Certificates;

/// <summary>The script on the server that tells whether the certificate is there, asks for it, and takes it away.</summary>
internal static class CertificateScript
{
    public static string Render(Site site, LetsEncrypt tls, string authority) =>
        $$"""
        #!/bin/sh
        # The certificate of {{site.DnsNames[0]}}: check whether it is there, get it, remove it; trust: make the bundle of authorities.
        set -eu
        umask 077

        name={{CertificateRenderer.LineageOf(site)}}
        domain={{site.DnsNames[0]}}
        directory='{{tls.Directory}}'
        email='{{tls.Email}}'
        authority='{{(tls.AuthorityFile is null ? "" : authority)}}'
        bundle={{CertificateRenderer.BundleOf(site)}}
        challenges={{site.ChallengeDirectory}}
        place={{site.TlsDirectory}}
        hook={{DeployHook.PathOf(site)}}

        live=/etc/letsencrypt/live/$name
        renewal=/etc/letsencrypt/renewal/$name.conf
        account=/etc/letsencrypt/accounts/${directory#https://}
        wanted="$domain from $directory${email:+ for $email}"

        """ + Body;

    private const string Body =
        """
        is_pair() { [ "$(openssl x509 -in "$live/fullchain.pem" -noout -pubkey 2>&1)" = "$(openssl pkey -in "$live/privkey.pem" -pubout 2>/dev/null)" ]; }

        is_for_the_domain() { [ "$(openssl x509 -in "$live/fullchain.pem" -noout -ext subjectAltName | sed -n 's/^ *DNS:/DNS:/p')" = "DNS:$domain" ]; }

        seconds_of() { date -d "$(openssl x509 -in "$live/fullchain.pem" -noout "$1" | cut -d= -f2)" +%s; }

        # With less than a twelfth of its life left, a week of three months, certbot's timer has failed for long.
        lasts() { openssl x509 -in "$live/fullchain.pem" -noout -checkend $((($(seconds_of -enddate) - $(seconds_of -startdate)) / 12)) >/dev/null; }

        check() {
          [ "$(cat "$place/asked" 2>/dev/null)" = "$wanted" ] && [ "$(readlink "$place/current")" = "$live" ] &&
            is_pair && is_for_the_domain && lasts
        }

        serve() {
          # $1 a directory with the certificate
          ln -sfn "$1" "$place/current.new"
          mv -fT "$place/current.new" "$place/current"
        }

        serve_temporary() {
          if [ "$(readlink "$place/current")" = "$live" ] && [ -e "$place/temporary/fullchain.pem" ]; then serve temporary; fi
        }

        trust() {
          if [ -z "$authority" ]; then return; fi
          cat /etc/ssl/certs/ca-certificates.crt "$authority" >"$bundle"
          export REQUESTS_CA_BUNDLE="$bundle"
        }

        ask() {
          # certbot's arguments; waits for one that runs already. What it says of itself is left out.
          until=$(($(date +%s) + 120))
          while ! said=$(certbot "$@" --non-interactive --agree-tos --server "$directory" 2>&1); do
            case $said in
              *'Another instance of Certbot is already running'*) if [ "$(date +%s)" -lt "$until" ]; then sleep 1; continue; fi ;;
            esac
            printf '%s\n' "$said" | sed '/^Saving debug log/d; /^Ask for help or search/d; /^Some challenges have failed/d; /^$/d' >&2
            exit 1
          done
        }

        introduce() {
          # Accounts of our own are written down: their address is kept up to date, and they go with the certificate.
          touch "$place/accounts"
          if [ -n "$(ls -A "$account" 2>/dev/null)" ]; then
            if ! grep -qF "$directory " "$place/accounts" || grep -qxF "$directory $email" "$place/accounts"; then return; fi
            if [ -n "$email" ]; then ask update_account --no-eff-email --email "$email"; else ask update_account --register-unsafely-without-email; fi
          fi
          { grep -vF "$directory " "$place/accounts" || true; } >"$place/accounts.new"
          printf '%s %s\n' "$directory" "$email" >>"$place/accounts.new"
          mv -f "$place/accounts.new" "$place/accounts"
        }

        get() {
          rm -f "$place/asked"
          trust
          if ! is_pair; then
            serve_temporary
            rm -rf "$live" "/etc/letsencrypt/archive/$name" "$renewal"
          fi
          introduce
          if [ -e "$renewal" ] && ! grep -qxF "server = $directory" "$renewal"; then when=--force-renewal; else when=--keep-until-expiring; fi
          if [ -n "$email" ]; then set -- --no-eff-email --email "$email"; else set -- --register-unsafely-without-email; fi
          ask certonly --cert-name "$name" --domain "$domain" --webroot --webroot-path "$challenges" \
            --key-type ecdsa --elliptic-curve secp256r1 --renew-with-new-domains "$when" "$@"
          before=$(readlink "$place/current" || echo temporary)
          serve "$live"
          if ! RENEWED_LINEAGE=$live RENEWED_DOMAINS=$domain "$hook"; then
            serve "$before"
            exit 1
          fi
          printf '%s\n' "$wanted" >"$place/asked"
        }

        remove() {
          serve_temporary
          rm -rf "$live" "/etc/letsencrypt/archive/$name" "$renewal" "$challenges/.well-known" "$bundle" "$place/asked"
          if [ ! -e "$place/accounts" ]; then return; fi
          while read -r server _; do
            if ! grep -qsxF "server = $server" /etc/letsencrypt/renewal/*.conf; then rm -rf "/etc/letsencrypt/accounts/${server#https://}"; fi
          done <"$place/accounts"
          rm -f "$place/accounts"
          find /etc/letsencrypt/accounts -mindepth 1 -type d -empty -delete 2>/dev/null || true
        }

        case ${1-} in
          check | get | remove | trust) "$1" ;;
          *) echo "usage: $0 check | get | remove | trust" >&2; exit 2 ;;
        esac

        """;
}
