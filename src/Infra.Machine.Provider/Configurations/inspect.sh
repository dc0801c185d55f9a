# What a server has of one layer. Above this: title (quoted), and below what to look at. Changes nothing, and starts few processes.

# A run that goes on is waited for: what is there meanwhile is nobody's wish.
lock=/run/infra-layer-$title.lock
if [ -e "$lock" ]; then
  exec 7<"$lock"
  if ! flock -s -w 300 7; then
    say failed "waiting for an earlier run" "$(echo "another run of this layer has been going on for 5 minutes" | base64 -w 0)"
    exit 1
  fi
fi

read_packages() { dpkg-query -W -f 'package\t${Package}\t${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/\tinstalled$//p'; }

read_user() {
  entry=$(getent passwd "$1") || return 0
  IFS=: read -r name _ _ _ _ home shell <<END
$entry
END
  groups=$(id -nG "$name")
  keys=
  if [ -f "$home/.ssh/authorized_keys" ]; then keys=$(sha256sum <"$home/.ssh/authorized_keys"); fi
  say user "$name" "$home" "$shell" "$(printf '%s' "$groups" | tr ' ' ',')" "${keys%% *}"
}

read_directories() {
  for path in "$@"; do
    shift
    if [ -d "$path" ]; then set -- "$@" "$path"; fi
  done
  if [ $# != 0 ]; then stat -c 'directory	%n	%U	%G	%a' "$@"; fi
}

read_link() { if [ -L "$1" ]; then say link "$1" "$(readlink "$1")"; fi; }
read_absent() { if [ -e "$1" ] || [ -L "$1" ]; then say present "$1"; fi; }

is_file() { [ -f "$1" ] && [ ! -L "$1" ]; }

read_files() {
  # pairs of a path and the wanted sha256
  digests=
  files=0
  wanted=$#
  while [ "$wanted" != 0 ]; do
    if is_file "$1"; then
      digests="$digests$2  $1
"
      files=$((files + 1))
      set -- "$@" "$1" "$2"
    fi
    shift 2
    wanted=$((wanted - 2))
  done
  if [ "$files" = 0 ]; then return 0; fi
  printf '%s' "$digests" | sha256sum --status -c - 2>/dev/null && same=yes || same=no
  if [ "$same" = no ]; then tell_differences "$@"; fi
  while [ "$files" != 0 ]; do
    set -- "$@" "$1"
    shift 2
    files=$((files - 1))
  done
  stat -c 'file	%n	%U	%G	%a' "$@"
}

tell_differences() {
  # pairs as above: what is there instead is told, if it is not too large
  while [ $# != 0 ]; do
    found=$(sha256sum <"$1")
    if [ "$found" != "$2  -" ]; then
      if [ "$(stat -c %s "$1")" -le 262144 ]; then say content "$1" "$(base64 -w 0 <"$1")"; else say digest "$1" "${found%% *}"; fi
    fi
    shift 2
  done
}

read_command() {
  # $1 name, $2 the test that says whether it is still as the command left it
  if ! (eval "$2") </dev/null >/dev/null 2>&1 7>&-; then say undone "$1"; fi
}

read_services() {
  # systemd answers a paragraph a unit, in the order of the question
  if ! states=$(systemctl show -p UnitFileState -p ActiveState "$@" 2>&1); then
    say failed "systemctl show" "$(printf '%s' "$states" | base64 -w 0)"
    exit 1
  fi
  enabled=
  active=
  while read -r line; do
    case $line in
      UnitFileState=*) enabled=${line#*=} ;;
      ActiveState=*) active=${line#*=} ;;
      '') say service "$1" "$enabled" "$active"; shift; enabled=; active= ;;
    esac
  done <<END
$states
END
  if [ $# != 0 ]; then say service "$1" "$enabled" "$active"; fi
}
