#!/bin/sh
# Builds a base image. Standard input: apt sources (none: those mmdebstrap knows). Arguments: the image's directory, the release, the packages separated
# by commas, the hook that adapts the tree, then more options for mmdebstrap. Runs in mount and process namespaces of its
# own and under a lock: a build that is killed leaves nothing but a directory, which the next one removes.
set -eu
image=$1 release=$2 packages=$3 hook=$4
shift 4
[ ! -d "$image" ] || exit 0
new=$image.new
rm -rf --one-file-system -- "$new"
mkdir -p "$new"
sources=$(cat)
printf '%s\n' "$sources" | mmdebstrap --mode=root --variant=minbase --format=directory --skip=cleanup/apt/lists \
  --include="$packages" --customize-hook="$hook" \
  --aptopt='Acquire::Languages "none"' \
  --dpkgopt='force-unsafe-io' \
  --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  "$@" "$release" "$new/tree" ${sources:+-}
du -s --block-size=1 "$new/tree" | cut -f1 >"$new/bytes"
sync -f "$new"
mv -T -- "$new" "$image"
