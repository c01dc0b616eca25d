#!/bin/sh
# Installs a release of kgit for this user, without root: unpacks it below ~/.local/share/kgit, and links ~/.local/bin/kgit to it.
#
#   sh install.sh https://.../kgit-VERSION-linux-x64.tar.gz SHA256
#
# SHA256 is the archive's line in the release's SHA256SUMS. KGIT_PREFIX: where to, in place of ~/.local.
set -eu

[ $# -eq 2 ] || { sed -n '2,6s/^#[ ]\{0,1\}//p' "$0" >&2; exit 64; }
prefix=${KGIT_PREFIX:-$HOME/.local}
name=$(basename "$1" .tar.gz)
mkdir -p "$prefix/bin" "$prefix/share/kgit"
scratch=$(mktemp -d "$prefix/share/kgit/.install.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

curl --silent --show-error --fail --location --retry 3 --output "$scratch/archive" "$1"
printf '%s  %s\n' "$2" "$scratch/archive" | sha256sum --check --quiet - || {
    echo "install.sh: $1 is not the archive of that checksum; nothing was installed" >&2
    exit 1
}
tar -xzf "$scratch/archive" -C "$scratch"
"$scratch/$name/bin/kgit" --version
rm -rf "$prefix/share/kgit/$name"
mv "$scratch/$name" "$prefix/share/kgit"
ln -sf "../share/kgit/$name/bin/kgit" "$prefix/bin/kgit"
case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) echo "put $prefix/bin on your PATH" ;;
esac
