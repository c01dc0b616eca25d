#!/bin/sh
# Plans what the merge would do, and tells it where it is reviewed: one comment, brought up to date at each push.
#
#   KGIT_ENV      the environment
#   KGIT_TRUST    the commit that environment.yaml and kgit.yaml are read from. Default: the branch that is merged into.
#
# What github.sh and gitlab.sh want makes them comment; without that, the plan is printed only.
# Exit code: that of `kgit plan` (3: a guard blocks the plan). 4 as well where the plan is good and can't be told.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

trust=${KGIT_TRUST:-}
if [ -z "$trust" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    trust=origin/$GITHUB_BASE_REF
elif [ -z "$trust" ] && [ -n "${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-}" ]; then
    # GitLab's clone has the branch of the merge request alone. The folder belongs to another user than this one.
    git -c safe.directory='*' fetch --quiet origin \
        "+refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
    trust=origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME
fi

report=$(mktemp)
trap 'rm -f "$report"' EXIT

code=0
kgit plan ${trust:+--trust "$trust"} --format markdown -o "$report" || code=$?
cat "$report"
"$here/tell.sh" comment "$report" || [ "$code" -ne 0 ] || code=4
exit "$code"
