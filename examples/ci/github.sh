#!/bin/sh
# Writes a report to GitHub: see tell.sh. Needs curl and jq.
#
#   GITHUB_TOKEN         may write pull requests (comments) or issues
#   GITHUB_REPOSITORY    owner/name
#   GITHUB_API_URL       default: https://api.github.com
#   KGIT_PULL_REQUEST    its number; default: the one in GitHub's event ($GITHUB_EVENT_PATH)
#   KGIT_BOT             who the token is; default: github-actions[bot]. Others' comments are left alone, marker or not.
set -eu

repository=${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY
bot=${KGIT_BOT:-github-actions[bot]}
report=$2
marker=$(head -n 1 "$report")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# call METHOD PATH [CURL-OPTION...]: answers in $scratch/answer. The token goes in by standard input, where no list of
# processes shows it.
call() {
    method=$1
    url=$repository$2
    shift 2
    # A lost answer to a POST does not say whether there is a comment now.
    [ "$method" = POST ] || set -- --retry 3 "$@"
    printf 'header = "Authorization: Bearer %s"\n' "$GITHUB_TOKEN" |
        curl --config - --silent --show-error --fail-with-body --max-time 60 --request "$method" \
            --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' \
            --output "$scratch/answer" "$@" "$url" || refused
}

refused() {
    [ ! -s "$scratch/answer" ] || cat "$scratch/answer" >&2
    exit 4
}

# send METHOD PATH JQ-PROGRAM: $body is the report, $title its heading.
send() {
    title=$(sed -n '2{s/^#* *//;s/`//g;p;}' "$report")
    jq --null-input --rawfile body "$report" --arg title "$title" "$3" >"$scratch/request"
    call "$1" "$2" --header 'Content-Type: application/json' --data-binary @"$scratch/request"
    jq --raw-output '"told: " + .html_url' "$scratch/answer"
}

# find PATH FIELD: that field of the first entry that is ours, empty where there is none.
find_ours() {
    page=1
    while :; do
        call GET "$1per_page=100&page=$page"
        ours=$(jq --raw-output --arg marker "$marker" --arg bot "$bot" --arg field "$2" \
            '[.[] | select(has("pull_request") | not)
                  | select(.user.login == $bot and ((.body // "") | startswith($marker)))][0][$field] // empty' \
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
        number=${KGIT_PULL_REQUEST:-$(jq '.pull_request.number // .number' "$GITHUB_EVENT_PATH")}
        id=$(find_ours "/issues/$number/comments?" id)
        if [ -n "$id" ]; then
            send PATCH "/issues/comments/$id" '{body: $body}'
        else
            send POST "/issues/$number/comments" '{body: $body}'
        fi
        ;;
    issue | issue-over)
        creator=$(jq --null-input --raw-output --arg bot "$bot" '$bot | @uri')
        number=$(find_ours "/issues?state=open&creator=$creator&" number)
        if [ "$1" = issue-over ]; then
            [ -z "$number" ] || send PATCH "/issues/$number" '{body: $body, state: "closed", state_reason: "completed"}'
        elif [ -n "$number" ]; then
            send PATCH "/issues/$number" '{body: $body}'
        else
            send POST /issues '{title: $title, body: $body}'
        fi
        ;;
    *)
        echo "$0: what is '$1'? See tell.sh" >&2
        exit 64
        ;;
esac
