#!/bin/sh
# Keeps one local machine running. Arguments: its directory, its cgroups, "--", the arguments of systemd-nspawn.
# This loop lives in <cgroup>/supervise, the machine in <cgroup>/machine, which holds the limits. A machine that reboots
# ends systemd-nspawn with 133 and is started again; SIGTERM shuts the machine down.
set -u
directory=$1
shift
exec </dev/null >"$directory/console.log" 2>&1
cd / || exit 1

cgroups=
while [ "$1" != -- ]; do
  cgroups="$cgroups $1"
  shift
done
shift
for cgroup in $cgroups; do
  mkdir -p "$cgroup/supervise" "$cgroup/machine" || exit 1
  echo 0 >"$cgroup/supervise/cgroup.procs" || exit 1
  # Version 2: let limits be set below. Controllers that are not there are refused, and not needed.
  for parent in "$cgroup/../.." "$cgroup/.." "$cgroup"; do
    [ -e "$parent/cgroup.subtree_control" ] || continue
    for controller in cpu memory pids; do
      { echo "+$controller" >"$parent/cgroup.subtree_control"; } 2>/dev/null
    done
  done
done
while read -r file value; do
  echo "$value" >"$file" || echo "the limit $file cannot be set to $value"
done <"$directory/limits"

stopping=
machine=
trap 'stopping=1; [ -z "$machine" ] || kill -TERM "$machine"' TERM
while [ -z "$stopping" ]; do
  (
    for cgroup in $cgroups; do
      echo 0 >"$cgroup/machine/cgroup.procs" || exit 1
    done
    exec systemd-nspawn "$@"
  ) &
  machine=$!
  wait "$machine"
  status=$?
  # A signal ends the waiting, not the machine.
  while kill -0 "$machine" 2>/dev/null; do
    wait "$machine"
    status=$?
  done
  [ "$status" -eq 133 ] || exit "$status"
done
