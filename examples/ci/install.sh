#!/bin/sh
# Puts kgit on the PATH of the job's later steps on GitHub's runners.
#
#   KGIT_ARCHIVE, KGIT_ARCHIVE_SHA256    the address of a release's tar.gz, and its checksum
#
# Without an archive, the checkout that this script lies in is used; it builds itself on first use.
set -eu

home=$(cd "$(dirname "$0")/../.." && pwd)
# The JDK that GitHub's images have at hand.
for jdk in "${JAVA_HOME_21_X64:-}" "${JAVA_HOME_21_ARM64:-}" "${JAVA_HOME_17_X64:-}" "${JAVA_HOME_17_ARM64:-}"; do
    if [ -n "$jdk" ]; then
        JAVA_HOME=$jdk
        export JAVA_HOME
        printf 'JAVA_HOME=%s\n' "$jdk" >>"$GITHUB_ENV"
        break
    fi
done
if [ -n "${KGIT_ARCHIVE:-}" ]; then
    folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/kgit.XXXXXX")
    curl --silent --show-error --fail --location --retry 3 --output "$folder/kgit.tar.gz" "$KGIT_ARCHIVE"
    printf '%s  %s\n' "$KGIT_ARCHIVE_SHA256" "$folder/kgit.tar.gz" | sha256sum --check --quiet -
    mkdir "$folder/kgit"
    tar -xz --strip-components=1 -f "$folder/kgit.tar.gz" -C "$folder/kgit"
    home=$folder/kgit/bin
fi
"$home/kgit" --version
printf '%s\n' "$home" >>"$GITHUB_PATH"
