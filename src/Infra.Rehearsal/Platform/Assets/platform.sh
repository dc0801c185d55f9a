# The platform's work inside an app's machine, for a shell that is its root. Sourced; what is to be done follows.

srv=/srv/platform

fail() { echo "$1" >&2; exit 1; }

# $1 packages that must be there
prepare() {
  missing=
  for package in $1; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  if [ -n "$missing" ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update </dev/null >/dev/null
    # shellcheck disable=SC2086
    apt-get -q -y --no-install-recommends install $missing </dev/null >/dev/null
  fi
  id app >/dev/null 2>&1 || useradd --system --home-dir /workspace --shell /usr/sbin/nologin app
  install -d -m 0755 /workspace "$srv" "$srv/images" "$srv/commands" "$srv/sites" "$srv/copies"
  install -d -m 0700 "$srv/environments" "$srv/databases" "$srv/incoming"
  install -d -m 0755 -o www-data /run/platform
  echo 1 >/proc/sys/net/ipv4/ip_forward
  if ! ip link show apps0 >/dev/null 2>&1; then
    ip link add apps0 address "$(hardware_address 198.18.0.1)" type bridge forward_delay 0
    ip addr add 198.18.0.1/16 dev apps0
    ip link set apps0 up
    printf 'table ip apps {\n chain out {\n type nat hook postrouting priority srcnat\n ip saddr 198.18.0.0/16 oifname "host0" masquerade\n }\n}\n' | nft -f -
  fi
}

# $1 an address: always the same one below it, of bridges too, which would take that of any port. Who talks to it then
# keeps right what he has learnt, whatever comes and goes.
hardware_address() {
  # shellcheck disable=SC2046
  printf '02:00:%02x:%02x:%02x:%02x' $(echo "$1" | tr . ' ')
}

# $1 unit, $2 its namespace, $3 its address there: a place for its files and a network of its own
place() {
  install -d -m 0755 "$srv/copies/$1"
  connect "$2" "$3"
}

# $1 namespace, $2 its address
connect() {
  disconnect "$1"
  ip netns add "$1"
  mtu=$(ip -o link show host0 | sed -n 's/.* mtu \([0-9]*\) .*/\1/p')
  ip link add "v$1" mtu "$mtu" type veth peer name eth0 address "$(hardware_address "$2")" mtu "$mtu" netns "$1"
  ip link set "v$1" master apps0 up
  ip -n "$1" link set lo up
  ip -n "$1" addr add "$2/16" dev eth0
  ip -n "$1" link set eth0 up
  ip -n "$1" route add default via 198.18.0.1
}

disconnect() { if [ -e "/run/netns/$1" ]; then ip netns del "$1"; fi; }

# $1 image, $2 archive
unpack() {
  rm -rf "$1"
  install -d -m 0755 "$1"
  tar -xzf "$srv/incoming/$2" -C "$1" --no-same-owner
  chown -R app: "$1"
  rm -f "$srv/incoming/$2"
}

# $1 image, $2 archive of a container image, $3 its name there: its files, and how it wants to be run
unpack_image() {
  rm -rf "$1"
  install -d -m 0755 "$1" "$1/layout"
  tar -xf "$srv/incoming/$2" -C "$1/layout"
  rm -f "$srv/incoming/$2"
  umoci unpack --image "$1/layout:$3" "$1/bundle" >/dev/null
  mv "$1/bundle/rootfs" "$1/files"
  mv "$1/bundle/config.json" "$1/config.json"
  rm -rf "$1/layout" "$1/bundle"
}

# $1 files of an image, $2 directories, as in PATH, $3 a program by its name: its full path there
find_program() {
  (
    IFS=:
    for directory in $2; do
      if [ -e "$1$directory/$3" ] || [ -L "$1$directory/$3" ]; then
        echo "$directory/$3"
        exit
      fi
    done
  )
}

# $1 user, $2 group, by number: a unit runs as none that the machine does not know
known_as() {
  getent group "$2" >/dev/null || groupadd --gid "$2" "image-$2"
  getent passwd "$1" >/dev/null || useradd --no-log-init --no-create-home --home-dir / --uid "$1" --gid "$2" --shell /usr/sbin/nologin "image-$1"
}

# $1 unit: starts it, or runs it to its end if it has one; its words are in the journal
begin() {
  systemctl daemon-reload
  systemctl start "$1" 2>/dev/null || { words "$1"; exit 1; }
}

words() { journalctl --no-pager --output=cat --lines=30 "_SYSTEMD_UNIT=$1.service" >&2 || true; }

# $1 unit, $2 address, $3 port, $4 path or nothing, $5 seconds before the first question, $6 seconds for all, $7 seconds for each
healthy() {
  sleep "$5"
  tries=$(($6 * 2))
  while [ "$tries" -gt 0 ]; do
    if [ -n "$4" ]; then
      code=$(curl --silent --output /dev/null --max-time "$7" --write-out '%{http_code}' "http://$2:$3$4" || true)
      case $code in 2?? | 3??) return 0 ;; esac
    elif timeout "$7" bash -c "</dev/tcp/$2/$3" 2>/dev/null; then
      return 0
    fi
    if [ "$(systemctl show -p NRestarts --value "$1")" -ge 3 ]; then words "$1"; fail "$1 ended again and again"; fi
    tries=$((tries - 1))
    sleep 0.5
  done
  words "$1"
  if [ -n "$4" ]; then fail "GET http://$2:$3$4 was last answered with ${code:-nothing}"; fi
  fail "nothing listens on $2:$3"
}

# $1 image, $2 directory in it, $3 site
publish() {
  [ -d "$1/$2" ] || fail "the build made no directory '$2'"
  rm -rf "$3"
  install -d -m 0755 "$(dirname "$3")"
  cp -a "$1/$2" "$3"
  chmod -R a+rX "$3"
}

# $1 lines of the services. Written into the file that is there: containers have that one.
know_hosts() {
  hosts=$(grep -v '# app$' /etc/hosts || true)
  printf '%s\n%b' "$hosts" "$1" >/etc/hosts
}

# $1 seconds for requests to come to their end; the configuration lies beside the present one
change_ways() {
  nginx -q -t -c /etc/nginx/nginx.conf.new
  mv -f /etc/nginx/nginx.conf.new /etc/nginx/nginx.conf
  before=
  if systemctl --quiet is-active nginx; then before=$(pgrep --parent "$(cat /run/nginx.pid)" || true); else rm -f /run/platform/*.sock; fi
  systemctl enable --quiet nginx
  systemctl reload-or-restart nginx
  end=$(($(date +%s) + $1))
  for worker in $before; do
    while [ -e "/proc/$worker" ] && [ "$(date +%s)" -lt "$end" ]; do sleep 0.1; done
  done
}

# $1 units that stay: all others go, with what they had
retire() {
  for file in /etc/systemd/system/app-*.service /etc/systemd/system/build-*.service; do
    [ -e "$file" ] || continue
    unit=$(basename "$file" .service)
    case " $1 " in *" $unit "*) continue ;; esac
    systemctl stop "$unit" 2>/dev/null || true
    space=$(sed -n 's|^NetworkNamespacePath=/run/netns/||p' "$file")
    if [ -n "$space" ]; then disconnect "$space"; fi
    rm -rf "$file" "$srv/copies/$unit" "$srv/commands/$unit" "$srv/environments/$unit"
  done
  systemctl daemon-reload
  systemctl reset-failed 2>/dev/null || true
}

# $1 generation that stays
clear_away() {
  for directory in "$srv/images"/* "$srv/sites"/*; do
    if [ -e "$directory" ] && [ "$(basename "$directory")" != "$1" ]; then rm -rf "$directory"; fi
  done
}

# Succeeds if all that is live runs.
all_run() {
  for unit in $(cat "$srv/live") nginx; do systemctl --quiet is-active "$unit" || return 1; done
}
