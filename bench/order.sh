#!/usr/bin/env bash
# Writes src/Infra.Cli/Startup.order: the methods of the command that previews, ups and destroys of a small graph run,
# which the compiler then puts side by side (see Runtime.props). Needs valgrind, binutils and a C compiler. To be run again
# when `infra preview` has grown in memory; a name that no longer exists does no harm.
set -euo pipefail
cd "$(dirname "$0")/.."

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
command=$place/command/Bench.Engine
dotnet publish bench/Engine -c Release -p:PublishAot=true -p:StripSymbols=false -p:IlcOrderFile= -p:RunAnalyzers=false \
  -o "$place/command" --artifacts-path "$place/artifacts" --nologo -v quiet
objcopy --strip-debug "$command"

mkdir "$place/stack"
printf 'name: bench\nruntime: dotnet\nmain: %s\n' "$PWD/bench/Things" >"$place/stack/Pulumi.yaml"
printf 'config: {}\n' >"$place/stack/Pulumi.bench.yaml"
export NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages}
export HOME=$place/stack PULUMI_BACKEND_URL=file://$place/stack
export BENCH_COUNT=20 BENCH_CHAINED=1 BENCH_VALUE=one BENCH_PEAKS=$place/stack
# Every address that valgrind gives to a heap is a real one.
export DOTNET_GCHeapHardLimit=0x8000000 DOTNET_GCRegionRange=0x20000000

run() {
  echo "infra $*" >&2
  (cd "$place/stack" && valgrind --quiet --tool=callgrind --demangle=no --callgrind-out-file="$place/calls" "$command" infra "$@" >/dev/null)
  sed -nE 's/^c?fn=\([0-9]+\) ([^ ]+)$/\1/p' "$place/calls" >>"$place/called"
}

(cd "$place/stack" && "$command" infra preview --stack bench --non-interactive >/dev/null) # builds the program
run version
run preview --stack bench --non-interactive
run up --stack bench --non-interactive --yes
run preview --stack bench --non-interactive
export BENCH_VALUE=two
run up --stack bench --non-interactive --yes
run destroy --stack bench --non-interactive --yes

# Without what is of the runtime's own C++, of libraries and of the benchmark.
nm --defined-only "$command" | awk '$2 ~ /^[tT]$/ { print $3 }' | LC_ALL=C sort -u >"$place/symbols"
LC_ALL=C sort -u "$place/called" | LC_ALL=C comm -12 - "$place/symbols" | grep -vE '^_Z|Bench_Engine' >src/Infra.Cli/Startup.order
wc -l src/Infra.Cli/Startup.order
