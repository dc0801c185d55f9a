# The wanted state of one layer. Above this: title (quoted), and below what to do. Answers lines of a word, a tab and values.

memory=/var/lib/infra/layers/$title
work=$(mktemp -d)
log=$work/log
wish=/run/infra-layer-$title.packages
beside=
services=
policy=/usr/sbin/policy-rc.d
held=
trap 'rm -rf "$work" $held' EXIT
mkdir -p "$memory/before"
chmod 700 /var/lib/infra "$memory"
# What was changed stays written down until services know of it, also when this run ends before.
: >>"$memory/changed"

fail() {
  # $1 what failed; the log holds why
  printf 'failed\t%s\t' "$1"
  tail -n 20 "$log" | base64 -w 0
  echo
  exit 1
}

changed() {
  # $1 kind, $2 which
  say changed "$1" "$2"
  printf '%s\n' "$2" >>"$memory/changed"
}

remember() {
  # $1 list, $2 line: what this layer did, to be undone one day
  grep -qsxF "$2" "$memory/$1" || printf '%s\n' "$2" >>"$memory/$1"
}

recalled() { cat "$memory/$1" 2>/dev/null || true; }

forget() {
  # $1 list, $2 line
  grep -vxF "$2" "$memory/$1" >"$memory/$1.new" || true
  mv -f "$memory/$1.new" "$memory/$1"
}

want() {
  # $1 list, then all that this layer wants of it, whoever made it
  list=$1
  shift
  printf '%s\n' "$@" >"$memory/wanted-$list"
}

withdraw() {
  # A layer that goes is handed nothing any more.
  rm -f "$memory"/wanted-*
}

hand_over() {
  # $1 list, $2 line: true if another layer wants it too; to that one it then belongs
  for other in /var/lib/infra/layers/*; do
    if [ "$other" != "$memory" ] && grep -qsxF "$2" "$other/wanted-$1"; then
      grep -qsxF "$2" "$other/$1" || printf '%s\n' "$2" >>"$other/$1"
      return 0
    fi
  done
  return 1
}

# A run that lost its connection goes on; two at once would undo each other.
exec 7>"/run/infra-layer-$title.lock"
if ! flock -n 7; then
  say progress "waiting for the end of an earlier run"
  flock -w 300 7 || { echo "another run of this layer has been going on for 5 minutes" >"$log"; fail "waiting for an earlier run"; }
fi

forget_layer() {
  # One at a time: of layers that go at once, the last one finds all that the others left.
  exec 9>/run/infra-layers.lock
  flock -w 60 9 || true
  { recalled directories; recalled parents; } | sort -ru | while read -r directory; do
    if hand_over directories "$directory" || rmdir "$directory" 2>/dev/null || [ ! -d "$directory" ]; then continue; fi
    leave "$directory"
  done
  rm -rf "$memory" "/run/infra-layer-$title.lock" "/run/infra-layer-$title.services" "$wish"
  if rmdir "${memory%/*}" 2>/dev/null; then rm -f /run/infra-apt.lock /run/infra-users.lock /run/infra-layers.lock; fi
  exec 9>&-
}

leave() {
  # $1 a directory that something is in still: the layer that goes after that takes it along
  for other in /var/lib/infra/layers/*; do
    if [ "$other" != "$memory" ] && ! grep -qsxF "$1" "$other/parents"; then printf '%s\n' "$1" >>"$other/parents"; fi
  done
}

# ---- packages

apt_get() {
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -q -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null >"$log" 2>&1 7>&-
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

one_apt_at_a_time() {
  exec 8>/run/infra-apt.lock
  flock -w 900 8 || { echo "another layer has been installing packages for 15 minutes" >"$log"; fail "waiting to install packages"; }
}

refresh_lists() { apt_get update || fail "apt-get update"; }

not_installed() {
  # $@ names; prints those that are not there, each after a space
  for package in "$@"; do is_installed "$package" || printf ' %s' "$package"; done
}

await_wishes() {
  # The layers that come here beside this one say within moments what they lack; after two seconds it goes on without them.
  until=$(($(date +%s) + 3))
  for other in $beside; do
    while [ -z "$(find "/run/infra-layer-$other.packages" -mmin -10 2>/dev/null)" ] && [ "$(date +%s)" -lt "$until" ]; do sleep 0.05; done
  done
}

wished() {
  # What the layers that are at work now lacked, this one among them; the wish of a run that ended does not count.
  for other in /run/infra-layer-*.packages; do
    if ! flock -n "${other%.packages}.lock" true; then cat "$other" 2>/dev/null || true; fi
  done >"$work/wished"
  # shellcheck disable=SC2046 # names of packages, which have no spaces
  in_order $(not_installed $(cat "$work/wished"))
}

hold_services() {
  # Until its layer has written its files, a service would run with its package's: what a layer at work starts itself is not
  # started by apt. Nobody else's policy is touched, and one that a killed run left behind holds nothing.
  if [ -e "$policy" ] && ! grep -qs 'infra-layer' "$policy"; then return; fi
  held=$policy
  cat >"$policy.new" <<'POLICY'
#!/bin/sh
# By infra, for one run of apt: these services are started by the layers that are at work on them.
[ "$2" = start ] || exit 0
for list in /run/infra-layer-*.services; do
  if flock -n "${list%.services}.lock" true; then continue; fi
  while read -r service; do
    case ${1%.service} in "$service" | "${service%%@*}") exit 101 ;; esac
  done <"$list"
done
exit 0
POLICY
  chmod 0755 "$policy.new"
  mv -f "$policy.new" "$policy"
}

in_order() { printf '%s\n' "$@" | sort -u | tr '\n' ' '; }

install_packages() {
  missing=$(not_installed "$@")
  printf '%s\n' "$services" | tr ' ' '\n' >"/run/infra-layer-$title.services"
  printf '%s\n' "$missing" >"$wish.new"
  mv -f "$wish.new" "$wish"
  if [ -z "$missing" ]; then return; fi
  one_apt_at_a_time
  # Whoever had the turn before may have installed them along.
  # shellcheck disable=SC2086 # names of packages, which have no spaces
  left=$(not_installed $missing)
  if [ -n "$left" ]; then install_now "$left"; fi
  if [ -n "$held" ]; then rm -f "$held"; fi
  held=
  exec 8>&-
  for package in $missing; do
    changed package "$package"
    remember packages "$package"
  done
}

install_now() {
  # $1 names: one run of apt for every layer that waits; for this one alone if that fails
  say progress "installing$1"
  fresh=
  if [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -print -quit 2>/dev/null)" ]; then
    refresh_lists
    fresh=yes
  fi
  await_wishes
  hold_services
  everyone=$(wished)
  # shellcheck disable=SC2086
  if [ "$everyone" != "$(in_order $1)" ] && apt_get install --no-install-recommends $everyone; then return; fi
  # shellcheck disable=SC2086
  if apt_get install --no-install-recommends $1; then return; fi
  if [ -n "$fresh" ] || grep -q 'No space left on device' "$log"; then fail "apt-get install$1"; fi
  refresh_lists
  # shellcheck disable=SC2086
  apt_get install --no-install-recommends $1 || fail "apt-get install$1"
}

remove_packages() {
  # Unwanted ones, whoever installed them.
  unwanted=
  for package in "$@"; do if is_installed "$package"; then unwanted="$unwanted $package"; fi; done
  if [ -z "$unwanted" ]; then return; fi
  one_apt_at_a_time
  say progress "removing$unwanted"
  # shellcheck disable=SC2086
  apt_get purge $unwanted || fail "apt-get purge$unwanted"
  for package in $unwanted; do changed package "$package"; done
  exec 8>&-
}

forget_packages() {
  # Only what this layer installed, what came with it, and nothing that something else needs.
  ours=
  for package in "$@"; do
    if ! recalled packages | grep -qxF "$package"; then continue; fi
    if hand_over packages "$package" || ! is_installed "$package"; then forget packages "$package"; else ours="$ours $package"; fi
  done
  if [ -z "$ours" ]; then return; fi
  one_apt_at_a_time
  say progress "removing$ours"
  printf '#clear APT::NeverAutoRemove;\n' >"$work/apt.conf"
  orphans=$(apt-get -c "$work/apt.conf" -s autoremove 2>/dev/null | sed -n 's/^Remv \([^ ]*\).*/\1/p' | tr '\n' ' ')
  # shellcheck disable=SC2086
  if [ -n "$orphans" ]; then apt-mark manual $orphans >/dev/null; fi
  # shellcheck disable=SC2086
  apt-mark auto $ours >/dev/null
  apt_get -o APT::AutoRemove::RecommendsImportant=false -o APT::AutoRemove::SuggestsImportant=false autoremove --purge || fail "removing$ours"
  # Debian never takes a database server for an orphan. Without --purge its data stays: others may have some in it.
  apt_get -c "$work/apt.conf" -o APT::AutoRemove::RecommendsImportant=false -o APT::AutoRemove::SuggestsImportant=false autoremove || fail "removing$ours"
  # shellcheck disable=SC2086
  if [ -n "$orphans" ]; then apt-mark auto $orphans >/dev/null 2>&1 || true; fi
  for package in $ours; do
    changed package "$package"
    forget packages "$package"
  done
  exec 8>&-
}

# ---- users

one_at_the_users() {
  # Of two that make the same user at once, useradd gives both a number, and the second one's stays: what the first made with it
  # would be nobody's.
  exec 6>/run/infra-users.lock
  flock -w 60 6 || { echo "another layer has been changing users for a minute" >"$log"; fail "waiting to change users"; }
}

ensure_user() {
  # $1 name, $2 system or person, $3 home, $4 shell, $5 groups with commas; authorized keys on standard input if $6 is "keys"
  one_at_the_users
  if ! getent passwd "$1" >/dev/null; then
    if [ "$2" = system ]; then set -- "$1" "--system --no-create-home" "$3" "$4" "$5" "$6"; else set -- "$1" --create-home "$3" "$4" "$5" "$6"; fi
    # shellcheck disable=SC2086 # options
    if useradd --user-group $2 ${3:+--home-dir "$3"} ${4:+--shell "$4"} "$1" >"$log" 2>&1; then
      remember users "$1"
      changed user "$1"
    else
      fail "making the user $1"
    fi
  else
    entry=$(getent passwd "$1")
    if [ -n "$3" ] && [ "$(echo "$entry" | cut -d: -f6)" != "$3" ]; then usermod --home "$3" "$1" >"$log" 2>&1 || fail "changing the user $1"; changed user "$1"; fi
    if [ -n "$4" ] && [ "$(echo "$entry" | cut -d: -f7)" != "$4" ]; then usermod --shell "$4" "$1" >"$log" 2>&1 || fail "changing the user $1"; changed user "$1"; fi
  fi
  for group in $(echo "$5" | tr ',' ' '); do
    if ! id -nG "$1" | tr ' ' '\n' | grep -qxF "$group"; then
      usermod --append --groups "$group" "$1" >"$log" 2>&1 || fail "adding $1 to $group"
      changed user "$1"
    fi
  done
  exec 6>&-
  if [ "$6" = keys ]; then
    home=$(getent passwd "$1" | cut -d: -f6)
    install -d -m 0700 -o "$1" -g "$(id -gn "$1")" "$home/.ssh"
    put_file "$home/.ssh/authorized_keys" "$1" "$(id -gn "$1")" 600
  fi
}

forget_keys() {
  # $1 name, of a user whose authorized keys were this layer's
  home=$(getent passwd "$1" | cut -d: -f6)
  if [ -n "$home" ]; then forget_file "$home/.ssh/authorized_keys"; fi
}

forget_user() {
  # $1 name: only one that this layer made, and its processes with it; its directory may hold data and stays
  if ! recalled users | grep -qxF "$1"; then return; fi
  one_at_the_users
  if hand_over users "$1" || ! getent passwd "$1" >/dev/null; then
    forget users "$1"
    exec 6>&-
    return
  fi
  until=$(($(date +%s) + 5))
  while ! userdel "$1" >"$log" 2>&1; do
    if [ "$(date +%s)" -ge "$until" ]; then fail "removing the user $1"; fi
    pkill -KILL -u "$1" 2>/dev/null || true
    sleep 0.1
  done
  forget users "$1"
  changed user "$1"
  exec 6>&-
}

forget_users() { for user in $(recalled users); do forget_user "$user"; done; }

# ---- files

keep_before() {
  # $1 path: as it was before this layer touched it the first time
  if recalled files | grep -qxF "$1"; then return; fi
  if [ -e "$1" ] || [ -L "$1" ]; then
    mkdir -p "$memory/before$(dirname "$1")"
    cp -aT "$1" "$memory/before$1"
  fi
  remember files "$1"
}

keep_old() {
  # $1 path: as it was before this run, in case a check fails
  mkdir -p "$work/old$(dirname "$1")"
  if [ -e "$1" ] || [ -L "$1" ]; then cp -aT "$1" "$work/old$1"; fi
  printf '%s\n' "$1" >>"$work/touched"
}

put_back_old() {
  [ -f "$work/touched" ] || return 0
  sort -u "$work/touched" | while read -r path; do
    rm -f "$path"
    if [ -e "$work/old$path" ] || [ -L "$work/old$path" ]; then cp -aT "$work/old$path" "$path"; fi
  done
  systemctl daemon-reload >/dev/null 2>&1 || true
}

make_parent() {
  # $1 path: its directory; those made for it go with the layer, if nothing else is in them then
  parent=$(dirname "$1")
  missing=$parent
  while [ ! -d "$missing" ]; do
    remember parents "$missing"
    missing=$(dirname "$missing")
  done
  mkdir -p "$parent"
}

refuse_directory() {
  # $1 path, $2 what was to be done
  if [ -d "$1" ] && [ ! -L "$1" ]; then echo "it is a directory; only files and links are changed" >"$log"; fail "$2 $1"; fi
}

ensure_directory() {
  # $1 path, $2 owner, $3 group, $4 mode as stat prints it
  # Of the layers that share one that they made, the last to go takes it away.
  if [ ! -d "$1" ] || grep -qsxF "$1" "${memory%/*}"/*/directories; then remember directories "$1"; fi
  if [ ! -d "$1" ]; then
    make_parent "$1" 2>"$log" || fail "making $1"
    install -d -o "$2" -g "$3" -m "$4" "$1" >"$log" 2>&1 || fail "making $1"
    changed directory "$1"
  elif [ "$(stat -c '%U %G %a' "$1")" != "$2 $3 $4" ]; then
    { chown "$2:$3" "$1" && chmod "$4" "$1"; } >"$log" 2>&1 || fail "changing $1"
    changed directory "$1"
  fi
}

put_file() {
  # $1 path, $2 owner, $3 group, $4 mode as stat prints it; base64 of the content on standard input
  refuse_directory "$1" writing
  new=$(dirname "$1")/.infra-$(basename "$1").new
  { make_parent "$1" && (umask 077 && base64 -d >"$new"); } 2>"$log" || { rm -f "$new"; fail "writing $1"; }
  if [ -f "$1" ] && [ ! -L "$1" ] && cmp -s "$new" "$1" && [ "$(stat -c '%U %G %a' "$1")" = "$2 $3 $4" ]; then
    rm -f "$new"
    return
  fi
  { chown "$2:$3" "$new" && chmod "$4" "$new"; } >"$log" 2>&1 || { rm -f "$new"; fail "writing $1"; }
  keep_before "$1"
  keep_old "$1"
  mv -fT "$new" "$1" 2>"$log" || { rm -f "$new"; fail "writing $1"; }
  changed file "$1"
}

ensure_file() {
  # $1 path, $2 owner, $3 group, $4 mode as stat prints it, $5 sha256; base64 of the content on standard input
  if [ -f "$1" ] && [ ! -L "$1" ] && [ "$(stat -c '%U %G %a' "$1")" = "$2 $3 $4" ] && [ "$(sha256sum <"$1")" = "$5  -" ]; then
    remember files "$1"
    return
  fi
  put_file "$1" "$2" "$3" "$4"
}

ensure_link() {
  # $1 path, $2 target
  if [ -L "$1" ] && [ "$(readlink "$1")" = "$2" ]; then return; fi
  refuse_directory "$1" linking
  keep_before "$1"
  keep_old "$1"
  { make_parent "$1" && ln -sfn "$2" "$1.infra-new" && mv -fT "$1.infra-new" "$1"; } 2>"$log" || fail "linking $1"
  changed link "$1"
}

ensure_absent() {
  if [ ! -e "$1" ] && [ ! -L "$1" ]; then return; fi
  refuse_directory "$1" removing
  keep_before "$1"
  keep_old "$1"
  rm -f "$1" 2>"$log" || fail "removing $1"
  changed absent "$1"
}

forget_file() {
  # $1 path: as it was before this layer
  if ! recalled files | grep -qxF "$1"; then return; fi
  refuse_directory "$1" removing
  keep_old "$1"
  rm -f "$1" 2>"$log" || fail "removing $1"
  if [ -e "$memory/before$1" ] || [ -L "$memory/before$1" ]; then
    mkdir -p "$(dirname "$1")"
    cp -aT "$memory/before$1" "$1"
    rm -rf "${memory:?}/before$1"
  fi
  forget files "$1"
  changed file "$1"
}

forget_directory() {
  if recalled directories | grep -qxF "$1" && ! hand_over directories "$1" && rmdir "$1" 2>/dev/null; then changed directory "$1"; fi
}

forget_parents() {
  recalled parents | sort -r | while read -r directory; do hand_over directories "$directory" || rmdir "$directory" 2>/dev/null || true; done
}

# ---- commands and services

run_command() {
  # $1 name, $2 unless, $3 command
  if [ -n "$2" ] && (eval "$2") </dev/null >/dev/null 2>&1 7>&-; then return; fi
  say progress "$1"
  before=$work/old
  (eval "$3") </dev/null >"$log" 2>&1 7>&- || fail "$1"
  changed command "$1"
}

undo_command() {
  # $1 name, $2 command
  (eval "$2") </dev/null >"$log" 2>&1 7>&- || fail "undoing $1"
  changed command "$1"
}

load_units() {
  if grep -q '^/\(etc\|usr/lib\|lib\)/systemd/system/' "$memory/changed"; then systemctl daemon-reload >"$log" 2>&1 || fail "systemctl daemon-reload"; fi
}

touched() {
  # patterns, one an argument: true if a changed path matches one
  for pattern in "$@"; do
    while read -r path; do
      # shellcheck disable=SC2254 # patterns are meant to match
      case $path in $pattern) return 0 ;; esac
    done <"$memory/changed"
  done
  return 1
}

check_service() {
  # $1 name, $2 command
  if [ -z "$2" ] || (eval "$2") </dev/null >"$log" 2>&1 7>&-; then return; fi
  put_back_old
  fail "the check of $1 ($2); the files are as they were"
}

service_state() { systemctl show -p "$2" --value "$1" 2>/dev/null | head -n 1; }

ensure_service() {
  # $1 name, $2 enabled, $3 running, $4 how to reload, $5 check, $6 yes: restart, $7 yes: reload
  recalled services | grep -q "^$1 " || remember services "$1 $(service_state "$1" UnitFileState | grep . || echo none) $(service_state "$1" ActiveState)"
  active=$(service_state "$1" ActiveState)
  case $active in active | activating | reloading) active=yes ;; *) active=no ;; esac
  if [ "$6$7" != nono ] || { [ "$3" = yes ] && [ "$active" = no ]; }; then check_service "$1" "$5"; fi
  enabled=$(service_state "$1" UnitFileState)
  if [ "$2" = yes ]; then
    case $enabled in
      enabled | static | generated | alias | indirect) ;;
      *) systemctl enable --quiet "$1" >"$log" 2>&1 || fail "enabling $1"; changed service "$1" ;;
    esac
  elif [ "$enabled" = enabled ]; then
    systemctl disable --quiet "$1" >"$log" 2>&1 || fail "disabling $1"
    changed service "$1"
  fi
  if [ "$3" = no ]; then
    if [ "$active" = yes ]; then systemctl stop "$1" >"$log" 2>&1 || fail "stopping $1"; changed service "$1"; fi
  elif [ "$active" = no ]; then
    systemctl reset-failed "$1" >/dev/null 2>&1 || true
    systemctl start "$1" >"$log" 2>&1 || why "$1" starting
    changed service "$1"
  elif [ "$6" = yes ] || { [ "$7" = yes ] && [ "$4" = restart ]; }; then
    systemctl restart "$1" >"$log" 2>&1 || why "$1" restarting
    changed service "$1"
  elif [ "$7" = yes ]; then
    systemctl reload-or-restart "$1" >"$log" 2>&1 || why "$1" reloading
    changed service "$1"
  fi
}

why() {
  # $1 name, $2 what was done
  journalctl -u "$1" -n 20 --no-pager -o cat >>"$log" 2>/dev/null || true
  fail "$2 $1"
}

stop_new_service() {
  # $1 name: one that did not run before this layer
  if recalled services | grep -q "^$1 .* \(active\|activating\|reloading\)\$"; then return; fi
  systemctl disable --quiet --now "$1" >/dev/null 2>&1 || true
}

reload_old_service() {
  # $1 name: one that ran before this layer, now with its old files
  if recalled services | grep -q "^$1 .* \(active\|activating\|reloading\)\$"; then systemctl reload-or-restart "$1" >/dev/null 2>&1 || true; fi
}

refuse_taken_ports() {
  # $1 this layer's services with spaces around each, then its ports: nobody else may listen there
  services=$1
  shift
  filter=
  for port in "$@"; do filter="$filter${filter:+ or }sport = :$port"; done
  ss -Hltnp "( $filter )" | sed -n 's/^[^ ]* *[^ ]* *[^ ]* *[^ ]*:\([0-9]*\) .*users:(("\([^"]*\)",pid=\([0-9]*\),.*/\1 \3 \2/p' | sort -u >"$work/listeners"
  taken=
  while read -r port pid name; do
    # The first process of a server listens for the services that are started when somebody comes.
    if [ "$pid" = 1 ]; then continue; fi
    unit=$(sed -n 's|.*/\([^/]*\.service\).*|\1|p' "/proc/$pid/cgroup" 2>/dev/null | head -n 1)
    case $services in *" $unit "* | *" ${unit%.service} "*) continue ;; esac
    taken=$port
    echo "$name (process $pid${unit:+, $unit}) listens at port $port already" >>"$work/taken"
  done <"$work/listeners"
  if [ -n "$taken" ]; then
    cp "$work/taken" "$log"
    fail "port $taken"
  fi
}

ensure_listening() {
  # $1 port: within ten seconds
  until=$(($(date +%s) + 10))
  while [ -z "$(ss -Hltn "sport = :$1")" ]; do
    if [ "$(date +%s)" -ge "$until" ]; then echo "nothing listens at port $1" >"$log"; fail "port $1"; fi
    sleep 0.1
  done
}
