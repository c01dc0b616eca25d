#!/bin/sh
# Checks the files: format, schemas, references. Talks to nothing and needs no secret, so it is for everybody's pull requests.
#
#   KGIT_ENV    the environment; without, all of them
set -eu
# Files below these folders steer kgit's launcher, and some pipelines put them into the working tree. Tokens would be values
# that the files can ask for.
unset HOME XDG_CONFIG_HOME XDG_CACHE_HOME GITHUB_TOKEN KGIT_GITLAB_TOKEN CI_JOB_TOKEN CI_REPOSITORY_URL

kgit fmt --check
set -- --no-secrets
[ -n "${KGIT_ENV:-}" ] || set -- "$@" --all
# GitHub shows annotations at the lines that they are about; it takes them for one environment at a time.
[ -z "${GITHUB_ACTIONS:-}" ] || [ -z "${KGIT_ENV:-}" ] || set -- "$@" --format github
kgit validate "$@"
