#!/bin/sh
# Clones the desired-state repository and runs a command in it, where no CI product has done so: clone.sh COMMAND...
#
#   KGIT_GIT_URL      https://host/owner/name.git
#   KGIT_GIT_BRANCH   default: main
#   GIT_USERNAME, GIT_PASSWORD    where it is not public; a token as password
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# All of the branch's history: causes and pruning need it. Credentials stand neither in the URL nor in the clone.
# shellcheck disable=SC2016 # the helper's shell reads the variables
git -c credential.helper= \
    -c credential.helper='!f() { echo "username=$GIT_USERNAME"; echo "password=$GIT_PASSWORD"; }; f' \
    clone --quiet --single-branch --branch "${KGIT_GIT_BRANCH:-main}" -- "$KGIT_GIT_URL" "$folder/repository"
unset GIT_USERNAME GIT_PASSWORD
cd "$folder/repository"
"$@"
