#!/bin/sh
# Plans what the merge would do, and tells it where it is reviewed: one comment, brought up to date at each push.
#
#   KGIT_ENV                the environment
#   KGIT_TRUST              the commit that kgit.yaml and environment.yaml are read from: a full ref, like
#                           refs/remotes/origin/main, or a hash. `none`: from the files here, so the plan is not trusted.
#                           Default: the default branch, where GitHub or GitLab says which one that is
#   KGIT_TRUSTED_BRANCHES   protected branches, like "main release/*" (* stands for no slash): the branch that is merged into is trusted if it is
#                           one of them, and nothing is planned if it is not
#
# The branch that is merged into is not trusted for that alone: the author of a pull request may have made it.
#
# What github.sh and gitlab.sh want makes them comment; without that, the plan is printed only.
# Exit code: that of `kgit plan` (3: a guard blocks the plan). 4 as well where the plan is good and can't be told.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# Files below these folders steer git, curl, jq and kgit's launcher, and some pipelines put them into the working tree.
unset HOME XDG_CONFIG_HOME XDG_CACHE_HOME CURL_HOME

note() {
    printf '%s: %s\n' "$0" "$1" >&2
}

# fail CODE MESSAGE
fail() {
    note "$2"
    exit "$1"
}

# git in the repository around this folder. It is named, as git's own search would open a bare repository that lies among the
# files, whose configuration names programs; a pull request can bring none that is called .git. With --bare git looks at no
# file of the working tree.
safe_git() {
    repository=$PWD
    while [ ! -e "$repository/.git" ] && [ -n "$repository" ]; do
        repository=${repository%/*}
    done
    GIT_TERMINAL_PROMPT=0 git --git-dir="$repository/.git" --bare -c core.hooksPath=/dev/null "$@"
}

# is_trusted BRANCH: whether it is one of $KGIT_TRUSTED_BRANCHES. A star stands for no slash: where GitHub protects release/*,
# anybody may make release/mine/1.
is_trusted() (
    set -f
    for pattern in $KGIT_TRUSTED_BRANCHES; do
        [ "$(printf %s "$pattern" | tr -cd /)" = "$(printf %s "$1" | tr -cd /)" ] || continue
        # shellcheck disable=SC2254 # a pattern is what it is
        case $1 in
            $pattern) return 0 ;;
        esac
    done
    return 1
)

# is_full NAME: whether it is a full ref or a hash, which is the name of nothing else.
is_full() {
    case $1 in
        refs/?*) true ;;
        *[!0-9a-f]*) false ;;
        *) [ ${#1} -eq 40 ] ;;
    esac
}

# event FIELD: of GitHub's event; empty where there is none.
event() {
    jq --raw-output "$1 // empty" "$GITHUB_EVENT_PATH" || fail 4 "$GITHUB_EVENT_PATH can't be read"
}

# What the forge says: its default branch, and the branch that is merged into.
default=${CI_DEFAULT_BRANCH:-}
target=${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-${CHANGE_TARGET:-}}
head=
if [ -n "${GITHUB_EVENT_PATH:-}" ]; then
    default=$(event .repository.default_branch)
    head=$(event .pull_request.head.sha)
    target=${GITHUB_BASE_REF:-}
fi

trust=${KGIT_TRUST:-}
if [ -z "$trust" ] && [ -n "${KGIT_TRUSTED_BRANCHES:-}" ]; then
    { [ -n "$target" ] && is_trusted "$target"; } ||
        fail 3 "'$target' is not one of the trusted branches ($KGIT_TRUSTED_BRANCHES): nothing is planned"
    trust=refs/remotes/origin/$target
elif [ -z "$trust" ] && [ -n "$default" ]; then
    trust=refs/remotes/origin/$default
fi
if [ -z "$trust" ]; then
    fail 64 "which commit is trusted? Neither GitHub nor GitLab says which branch is the default one. Set KGIT_TRUST to what \
kgit.yaml and environment.yaml are to be read from, like refs/remotes/origin/main; or to none, if the files here are trusted"
elif [ "$trust" = none ]; then
    set --
    note "this plan is not trusted: kgit.yaml and environment.yaml are those of the files that it plans"
elif is_full "$trust"; then
    set -- --trust "$trust"
    note "kgit.yaml and environment.yaml are read from $trust"
else
    fail 64 "KGIT_TRUST is '$trust'; it has to be a full ref, like refs/remotes/origin/main, a hash of 40 digits, or none"
fi

case $trust in
    refs/remotes/origin/*)
        # GitLab's clone has the branch of the merge request alone.
        if [ -n "${CI_PROJECT_URL:-}" ]; then
            branch=${trust#refs/remotes/origin/}
            # shellcheck disable=SC2016 # the helper's shell reads the variable
            safe_git -c http.followRedirects=false -c credential.helper= \
                -c credential.helper='!f() { echo username=gitlab-ci-token; echo "password=$CI_JOB_TOKEN"; }; f' \
                fetch --quiet --no-tags --no-recurse-submodules --no-auto-maintenance --no-write-fetch-head \
                -- "$CI_PROJECT_URL.git" "+refs/heads/$branch:refs/remotes/origin/$branch" ||
                fail 4 "$trust can't be fetched"
        fi
        ;;
esac
# GitHub makes the commit of a merge some time after the push; the one before says nothing about this pull request.
if [ -n "$head" ] && ! safe_git merge-base --is-ancestor "$head" HEAD; then
    fail 4 "what is checked out does not have $head: GitHub has not merged it yet, or can't. Resolve conflicts, or run this job again"
fi

report=$(mktemp)
trap 'rm -f "$report"' EXIT

code=0
kgit plan "$@" --format markdown -o "$report" || code=$?
cat "$report"
"$here/tell.sh" comment "$report" || [ "$code" -ne 0 ] || code=4
exit "$code"
