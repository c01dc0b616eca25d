#!/bin/sh
# Applies what was merged. Of two at once, the second waits.
#
#   KGIT_ENV            the environment
#   KGIT_EXPECT         sha256:...: apply this plan and no other (its fingerprint stands below the plan in the comment)
#   KGIT_LOCK_TIMEOUT   how long to wait for another apply. Default: 10m
#
# Exit code: that of `kgit apply` (3: refused, nothing was written; 5: incomplete, run it again).
set -eu

if [ -n "${KGIT_EXPECT:-}" ]; then
    set -- --expect "$KGIT_EXPECT"
else
    set -- --auto-approve
fi
exec kgit apply --lock-timeout "${KGIT_LOCK_TIMEOUT:-10m}" "$@"
