#!/bin/sh
# Applies what was merged. Of two at once, the second waits.
#
#   KGIT_ENV            the environment
#   KGIT_EXPECT         sha256:...: apply this plan and no other (its fingerprint stands below the plan in the comment)
#   KGIT_SKIP_BLOCKED   true: what is blocked stops only what depends on it; the others are applied, and the job is red (exit 3) until
#                       that is mended. For repositories of several teams, where one topic that somebody changed by hand, one plugin that
#                       is missing or one database that is down would otherwise stop everybody's merges. Without it nothing is applied.
#   KGIT_LOCK_TIMEOUT   how long to wait for another apply. Default: 10m
#
# Exit code: that of `kgit apply` (3: refused, nothing was written, or with KGIT_SKIP_BLOCKED all but what is blocked; 5: incomplete, run it
# again).
set -eu

if [ -n "${KGIT_EXPECT:-}" ]; then
    set -- --expect "$KGIT_EXPECT"
else
    set -- --auto-approve
fi
[ "${KGIT_SKIP_BLOCKED:-}" != true ] || set -- "$@" --skip-blocked
exec kgit apply --lock-timeout "${KGIT_LOCK_TIMEOUT:-10m}" "$@"
