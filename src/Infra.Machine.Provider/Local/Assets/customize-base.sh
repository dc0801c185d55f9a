#!/bin/sh
# Makes a plain Debian tree ($1) into one for local machines.
set -eu
tree=$1
mask() { ln -sf /dev/null "$tree/etc/systemd/system/$1"; }
# There is no console, no disk and no hardware of its own.
mask console-getty.service
mask getty@.service
mask getty-static.service
mask e2scrub_all.timer
mask e2scrub_reap.service
mask fstrim.timer
mask systemd-networkd-wait-online.service

# What every machine must have of its own.
: >"$tree/etc/machine-id"
rm -f "$tree/var/lib/dbus/machine-id" "$tree"/etc/ssh/ssh_host_* "$tree/etc/hostname"
: >"$tree/etc/resolv.conf"
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n' >"$tree/etc/hosts"

# A login that comes before the boot is over would be refused.
mkdir -p "$tree/etc/systemd/system/ssh.service.d" "$tree/etc/ssh/sshd_config.d" "$tree/etc/cloud/cloud.cfg.d"
printf '[Unit]\nAfter=systemd-user-sessions.service\n' >"$tree/etc/systemd/system/ssh.service.d/after-sessions.conf"
printf 'PasswordAuthentication no\n' >"$tree/etc/ssh/sshd_config.d/50-keys-only.conf"

# cloud-init only acts on machines that are given user data; address and host key are there already.
printf 'datasource_list: [NoCloud, None]\nnetwork: {config: disabled}\nssh_deletekeys: false\nssh_genkeytypes: [ed25519]\n' \
  >"$tree/etc/cloud/cloud.cfg.d/90-local.cfg"

printf 'LANG=C.UTF-8\n' >"$tree/etc/default/locale"
printf 'DPkg::Lock::Timeout "120";\nAcquire::Retries "3";\n' >"$tree/etc/apt/apt.conf.d/80local"

# On computers with cgroups of version 1 a machine's resource controllers are read-only to its own systemd, and limits of
# its services would silently not hold: let it have its own part of them.
mkdir -p "$tree/usr/lib/infra"
cat >"$tree/usr/lib/infra/init" <<'INIT'
#!/bin/sh
for controller in memory pids cpu,cpuacct cpu cpuacct blkio; do
  directory=/sys/fs/cgroup/$controller
  if [ -d "$directory" ] && [ ! -L "$directory" ]; then
    mount -o remount,bind,rw,nosuid,nodev,noexec "$directory"
  fi
done
exec /lib/systemd/systemd "$@"
INIT
chmod 0755 "$tree/usr/lib/infra/init"

# Authorities and package index as on this computer: what it reaches, its machines reach.
if [ -n "$(ls -A /usr/local/share/ca-certificates 2>/dev/null)" ]; then
  cp -rL --no-preserve=ownership /usr/local/share/ca-certificates/. "$tree/usr/local/share/ca-certificates/"
  chroot "$tree" update-ca-certificates >/dev/null
fi
[ ! -f /etc/pip.conf ] || install -m 0644 /etc/pip.conf "$tree/etc/pip.conf"
