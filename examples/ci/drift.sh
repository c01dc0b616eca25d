#!/bin/sh
# Looks for what somebody changed on the cluster, and tells it in one issue: opened when there is drift, brought up to date
# as long as there is, closed when it is gone.
#
#   KGIT_ENV    the environment
#
# What github.sh and gitlab.sh want makes them write issues; without that, the drift is printed only.
# Exit code: that of `kgit drift` (2: drift; 4: not all could be read). 4 as well where there is none and the issue stays open.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
report=$(mktemp)
trap 'rm -f "$report"' EXIT

code=0
kgit drift --format markdown -o "$report" || code=$?
cat "$report"
case $code in
    0) what=issue-over ;;
    *) what=issue ;;
esac
"$here/tell.sh" "$what" "$report" || [ "$code" -ne 0 ] || code=4
exit "$code"
