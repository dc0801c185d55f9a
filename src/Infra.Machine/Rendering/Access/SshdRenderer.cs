namespace Infra.Machine.Rendering.Access;

/// <summary>The drop-in that sshd reads first; the first value it meets is the one it keeps.</summary>
internal static class SshdRenderer
{
    public static string Render(string adminUser, string keyDirectory) =>
        $"""
        AllowUsers {adminUser}
        AuthenticationMethods publickey
        AuthorizedKeysFile .ssh/authorized_keys {keyDirectory}/%u
        PermitRootLogin no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        HostbasedAuthentication no
        PermitEmptyPasswords no
        PermitUserEnvironment no
        UsePAM yes

        AllowAgentForwarding no
        AllowTcpForwarding no
        AllowStreamLocalForwarding no
        GatewayPorts no
        PermitTunnel no
        X11Forwarding no

        LoginGraceTime 30
        MaxAuthTries 4
        MaxSessions 20
        MaxStartups 20:30:60
        ClientAliveInterval 60
        ClientAliveCountMax 3
        LogLevel VERBOSE
        Banner none
        DebianBanner no

        HostKey /etc/ssh/ssh_host_ed25519_key
        KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org
        Ciphers aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr
        MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com
        HostKeyAlgorithms ssh-ed25519
        PubkeyAcceptedAlgorithms ssh-ed25519-cert-v01@openssh.com,ssh-ed25519,sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256
        RequiredRSASize 3072

        """;
}
