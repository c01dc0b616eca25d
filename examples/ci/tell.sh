#!/bin/sh
# Tells a report to the forge whose token is there; to none where there is no token, as in a fork.
#
#   tell.sh comment FILE       one comment on the pull or merge request, made or brought up to date
#   tell.sh issue FILE         one issue, opened or brought up to date
#   tell.sh issue-over FILE    that issue brought up to date and closed, if it is open
#
# The first line of FILE is the hidden marker by which kgit's own comment or issue is found again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

if [ ! -s "$2" ]; then
    echo "$0: there is nothing to tell" >&2
    exit 4
fi
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$2" >>"$GITHUB_STEP_SUMMARY"
if [ -n "${GITHUB_TOKEN:-}" ]; then
    exec "$here/github.sh" "$@"
elif [ -n "${KGIT_GITLAB_TOKEN:-}" ]; then
    exec "$here/gitlab.sh" "$@"
fi
