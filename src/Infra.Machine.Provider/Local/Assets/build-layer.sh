#!/bin/sh
# Installs packages on top of an image and keeps what changed as a layer. Arguments: the layer's directory, the lower
# directories separated by colons, then the packages. Standard input: resolv.conf. Runs as build-base.sh does.
set -eu
layer=$1 lower=$2
shift 2
[ ! -d "$layer" ] || exit 0
new=$layer.new
root=$new/root
rm -rf --one-file-system -- "$new"
mkdir -p "$new/tree" "$new/work" "$root"
cat >"$new/resolv.conf"
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$new/tree,workdir=$new/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$new/resolv.conf" "$root/etc/resolv.conf"

# Services are enabled now and start when a machine boots.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 0755 "$root/usr/sbin/policy-rc.d"
inside() {
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none "$@"
}
inside apt-get -q update
inside apt-get -q -y --no-install-recommends install -- "$@"

# A database server starts once, when its settings are there.
for server in postgresql mariadb; do
  if [ -e "$root/lib/systemd/system/$server.service" ]; then inside systemctl --quiet disable "$server"; fi
done

inside apt-get clean
rm -f "$root/usr/sbin/policy-rc.d" "$root"/etc/ssh/ssh_host_* "$root/var/lib/dbus/machine-id" "$root/var/lib/systemd/random-seed"
: >"$root/etc/machine-id"
find "$root/var/log" -type f -exec truncate -s 0 {} +
umount -R "$root"
rm -rf --one-file-system -- "$root" "$new/work" "$new/resolv.conf"
du -s --block-size=1 "$new/tree" | cut -f1 >"$new/bytes"
sync -f "$new"
mv -T -- "$new" "$layer"
