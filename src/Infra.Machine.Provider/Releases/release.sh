# Releases of an application on a server. Above this: name root owner service sockets host path deadline drain keep (quoted), and what to do below.
# Answers lines of a word, a tab and a value; logs in base64.

say() { printf '%s\t%s\n' "$1" "$2"; }

fail() {
  # $1 what failed, $2 file with its last words
  printf 'failed\t%s\t' "$1"
  tail -n 20 "$2" | base64 -w 0
  echo
  exit 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
unit() { printf '%s%s.service' "$service" "$1"; }
live() { if [ -L "$root/current" ]; then basename "$(readlink "$root/current")"; fi; }
ready() { [ -f "$root/releases/$1/.infra-release" ]; }
all() { find "$root/releases" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' 2>/dev/null | sort -r; }

one_at_a_time() {
  exec 9>"/run/infra-release-$name.lock"
  flock -w 300 9 || { echo "another deployment of $name has been running for 5 minutes" >"$log"; fail "waiting for another deployment" "$log"; }
}

# What an interrupted deployment left: never a release that serves, nor a source that is being sent.
forget_unfinished() {
  find "$root/sources" -name '*.tar.gz.new' -mmin +60 -delete
  for old in $(all); do
    if ! ready "$old" && [ "$old" != "$(live)" ]; then
      systemctl stop "$(unit "$old")" >/dev/null 2>&1 || true
      rm -rf "${root:?}/releases/$old"
    fi
  done
}

unpack() {
  # $1 id, $2 hash
  if [ -n "$environment" ] && [ ! -f "$environment" ]; then echo "$environment is not there" >"$log"; fail "reading the settings" "$log"; fi
  mkdir -p "$root/releases/$1"
  tar -xzf "$root/sources/$2.tar.gz" -C "$root/releases/$1" --no-same-owner --no-same-permissions >"$log" 2>&1 || discard "$1" "unpacking the source"
  chown -R "$owner:" "$root/releases/$1"
}

discard() {
  # $1 id, $2 what failed; the log holds why
  systemctl stop "$(unit "$1")" >/dev/null 2>&1 || true
  systemctl reset-failed "$(unit "$1")" >/dev/null 2>&1 || true
  rm -rf "${root:?}/releases/$1"
  fail "$2" "$log"
}

in_release() {
  # $1 id, $2 user, $3 command: with the application's settings, which this shell never sees
  if [ -n "$environment" ]; then
    systemd-run --quiet --wait --pipe --collect -p "User=$2" -p "WorkingDirectory=$root/releases/$1" -p "EnvironmentFile=$environment" \
      -p UMask=0022 /bin/sh -c "$3" </dev/null >"$log" 2>&1
  else
    systemd-run --quiet --wait --pipe --collect -p "User=$2" -p "WorkingDirectory=$root/releases/$1" -p UMask=0022 /bin/sh -c "$3" </dev/null >"$log" 2>&1
  fi
}

prepare() {
  # $1 id, $2 name, $3 user, $4 unless, $5 command
  if [ -n "$4" ] && in_release "$1" "$3" "$4"; then return; fi
  say progress "$2"
  in_release "$1" "$3" "$5" || discard "$1" "$2"
}

finish() {
  # $1 id, $2 hash: the code is not the application's to write
  chown -R root:root "$root/releases/$1"
  printf 'source=%s\n' "$2" >"$root/releases/$1/.infra-release"
}

healthy() {
  # $1 id
  [ "$(curl -sS -o /dev/null -w '%{http_code}' --max-time 10 --unix-socket "$sockets/$1.sock" \
    -H "Host: $host" -H 'X-Forwarded-Proto: https' "http://localhost$path" 2>"$log.curl")" = 200 ]
}

describe_failure() {
  # $1 id
  {
    journalctl -u "$(unit "$1")" -n 20 --no-pager -o cat 2>/dev/null
    [ -s "$log.curl" ] && tail -n 1 "$log.curl"
  } >"$log" || true
  rm -f "$log.curl"
}

start() {
  # $1 id; false if it does not become healthy
  say progress "starting $1"
  systemctl reset-failed "$(unit "$1")" >/dev/null 2>&1 || true
  systemctl start "$(unit "$1")" >"$log" 2>&1 || { describe_failure "$1"; return 1; }
  until=$(($(date +%s) + deadline))
  while ! healthy "$1"; do
    restarts=$(systemctl show -p NRestarts --value "$(unit "$1")")
    if [ "$(date +%s)" -ge "$until" ] || [ "${restarts:-0}" -gt 0 ] || systemctl is-failed --quiet "$(unit "$1")"; then
      describe_failure "$1"
      return 1
    fi
    sleep 0.1
  done
  rm -f "$log.curl"
}

point() {
  # $1 link, $2 target: never absent, never half
  ln -sfn "$2" "$1.new"
  mv -fT "$1.new" "$1"
}

switch() {
  # $1 id: new requests go to it from here on
  before=$(live)
  point "$sockets/live.sock" "$1.sock"
  point "$root/current" "releases/$1"
  if [ -n "$before" ] && [ "$before" != "$1" ]; then point "$root/previous" "releases/$before"; fi
  printf 'L+ %s/live.sock - - - - %s.sock\n' "$sockets" "$1" >"/etc/tmpfiles.d/infra-$name.conf.new"
  mv -f "/etc/tmpfiles.d/infra-$name.conf.new" "/etc/tmpfiles.d/infra-$name.conf"
  systemctl enable --quiet --no-reload "$(unit "$1")" >/dev/null 2>&1
}

busy() {
  # $1 id: somebody waits to be accepted, or is being answered
  [ -n "$(ss -Hxlpn src "$sockets/$1.sock" 2>/dev/null | awk '$3 > 0')" ] || [ -n "$(ss -Hxn state connected src "$sockets/$1.sock" 2>/dev/null)" ]
}

retire_others() {
  # $1 id that stays
  for other in $(systemctl list-units --plain --no-legend --all "$(unit '*')" | awk '{print $1}'); do
    id=${other#"$service"}
    id=${id%.service}
    if [ "$id" != "$1" ]; then
      say progress "draining $id"
      until=$(($(date +%s) + drain))
      while busy "$id" && [ "$(date +%s)" -lt "$until" ]; do sleep 0.1; done
      systemctl disable --quiet --no-reload "$other" >/dev/null 2>&1 || true
      systemctl stop "$other" >/dev/null 2>&1 || true
      systemctl reset-failed "$other" >/dev/null 2>&1 || true
    fi
  done
  # Links of instances that do not run any more, as after a reboot.
  find /etc/systemd/system -path "*.wants/$(unit '*')" ! -name "$(unit "$1")" -delete
}

prune() {
  kept=0
  for old in $(all); do
    kept=$((kept + 1))
    if [ "$kept" -gt "$keep" ] && [ "$old" != "$(live)" ] && [ "releases/$old" != "$(readlink "$root/previous" 2>/dev/null)" ]; then
      rm -rf "${root:?}/releases/$old"
    fi
  done
  for archive in "$root"/sources/*.tar.gz; do
    hash=$(basename "$archive" .tar.gz)
    grep -qsxF "source=$hash" "$root"/releases/*/.infra-release || rm -f "$archive"
  done
}

report() {
  say release "$(live)"
  if [ -L "$root/previous" ] && ready "$(basename "$(readlink "$root/previous")")"; then say previous "$(basename "$(readlink "$root/previous")")"; fi
  for id in $(all); do if ready "$id"; then say kept "$id"; fi; done
  if [ -n "$(live)" ]; then
    say source "$(sed -n 's/^source=//p' "$root/releases/$(live)/.infra-release" 2>/dev/null)"
    if systemctl is-active --quiet "$(unit "$(live)")" && [ "$(readlink "$sockets/live.sock")" = "$(live).sock" ]; then say running yes; else say running no; fi
  fi
}

take_over() {
  # $1 id, already prepared
  switch "$1"
  retire_others "$1"
  prune
  report
}

deploy_end() {
  # $1 id
  start "$1" || discard "$1" "the health check"
  take_over "$1"
}

rollback() {
  # $1 id, or nothing for the one before
  target=$1
  if [ -z "$target" ] && [ -L "$root/previous" ]; then target=$(basename "$(readlink "$root/previous")"); fi
  if [ -z "$target" ] || ! ready "$target"; then
    all >"$log"
    fail "there is no such release to go back to" "$log"
  fi
  if [ "$target" = "$(live)" ]; then report; return; fi
  start "$target" || { cp "$log" "$log.why"; systemctl stop "$(unit "$target")" >/dev/null 2>&1 || true; mv "$log.why" "$log"; fail "the health check" "$log"; }
  take_over "$target"
}

restore() {
  # The release that should serve does not: start it again.
  target=$(live)
  start "$target" || fail "the health check" "$log"
  switch "$target"
  retire_others "$target"
  report
}

remove() {
  for other in $(systemctl list-units --plain --no-legend --all "$(unit '*')" | awk '{print $1}'); do
    systemctl disable --quiet --now "$other" >/dev/null 2>&1 || true
  done
  find /etc/systemd/system -path "*.wants/$(unit '*')" -delete
  rm -rf "${root:?}/releases" "${root:?}/sources" "${root:?}/current" "${root:?}/previous" "/etc/tmpfiles.d/infra-$name.conf" "${sockets:?}/live.sock" "/run/infra-release-$name.lock"
  rmdir "$root" 2>/dev/null || true
  say removed yes
}
