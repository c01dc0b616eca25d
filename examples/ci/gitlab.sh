#!/bin/sh
# Writes a report to GitLab: see tell.sh. Needs curl and jq.
#
#   KGIT_GITLAB_TOKEN      a project access token with the scope `api`; CI_JOB_TOKEN may not write comments
#   CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID    as GitLab sets them
#
# Comments and issues of others than the token's user are left alone, marker or not.
set -eu

project=$CI_API_V4_URL/projects/$CI_PROJECT_ID
report=$2
marker=$(head -n 1 "$report")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# call METHOD URL [CURL-OPTION...]: answers in $scratch/answer. The token goes in by standard input, where no list of
# processes shows it.
call() {
    method=$1
    url=$2
    shift 2
    # A lost answer to a POST does not say whether there is a comment now.
    [ "$method" = POST ] || set -- --retry 3 "$@"
    printf 'header = "PRIVATE-TOKEN: %s"\n' "$KGIT_GITLAB_TOKEN" |
        curl --config - --silent --show-error --fail-with-body --max-time 60 --request "$method" \
            --output "$scratch/answer" "$@" "$url" || refused
}

refused() {
    [ ! -s "$scratch/answer" ] || cat "$scratch/answer" >&2
    exit 4
}

# send METHOD URL JQ-PROGRAM: $body is the report, $title its heading.
send() {
    title=$(sed -n '2{s/^#* *//;s/`//g;p;}' "$report")
    jq --null-input --rawfile body "$report" --arg title "$title" "$3" >"$scratch/request"
    call "$1" "$2" --header 'Content-Type: application/json' --data-binary @"$scratch/request"
    jq --raw-output '"told: " + (.web_url // "note \(.id)")' "$scratch/answer"
}

# find URL FIELD TEXT: FIELD of the first entry that is ours and whose TEXT begins with the marker, empty where there is none.
find_ours() {
    call GET "$CI_API_V4_URL/user"
    user=$(jq .id "$scratch/answer")
    page=1
    while :; do
        call GET "$1per_page=100&page=$page"
        ours=$(jq --raw-output --arg marker "$marker" --argjson user "$user" --arg field "$2" --arg text "$3" \
            '[.[] | select(.author.id == $user and ((.[$text] // "") | startswith($marker)))][0][$field] // empty' \
            "$scratch/answer")
        if [ -n "$ours" ] || [ "$(jq length "$scratch/answer")" -lt 100 ]; then
            printf '%s\n' "$ours"
            return
        fi
        page=$((page + 1))
    done
}

case $1 in
    comment)
        notes=$project/merge_requests/$CI_MERGE_REQUEST_IID/notes
        id=$(find_ours "$notes?" id body)
        if [ -n "$id" ]; then
            send PUT "$notes/$id" '{body: $body}'
        else
            send POST "$notes" '{body: $body}'
        fi
        ;;
    issue | issue-over)
        number=$(find_ours "$project/issues?state=opened&" iid description)
        if [ "$1" = issue-over ]; then
            [ -z "$number" ] || send PUT "$project/issues/$number" '{description: $body, state_event: "close"}'
        elif [ -n "$number" ]; then
            send PUT "$project/issues/$number" '{description: $body}'
        else
            send POST "$project/issues" '{title: $title, description: $body}'
        fi
        ;;
    *)
        echo "$0: what is '$1'? See tell.sh" >&2
        exit 64
        ;;
esac
