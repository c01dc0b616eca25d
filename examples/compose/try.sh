#!/bin/sh
# Tries the stack: starts it, waits until kgit has applied environments/dev, writes an event to email_verification, sees it arrive
# as a POST, and takes everything away again.
#
#   make dist && examples/compose/try.sh
#   make dist && examples/compose/try.sh --stand-ins BASE
#
# The second is for where no image can be pulled: it builds stand-ins under the names that docker-compose.yml and the Dockerfiles
# use, out of BASE, an image of Debian 13. Kafka is the real one then, out of Maven Central; the HTTP sink and Kafka UI are not.
set -eu
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)

stand_ins=
base=
case $# in
    0) ;;
    2) [ "$1" = --stand-ins ] && base=$2 ;;
esac
[ $# -eq 0 ] || [ -n "$base" ] || { echo "usage: try.sh [--stand-ins BASE]" >&2; exit 64; }

say() { printf '\n== %s\n' "$1"; }

fail() {
    echo "try.sh: $1" >&2
    docker compose ps --all >&2 || :
    docker compose logs --tail 30 >&2 || :
    exit 1
}

scratch=$(mktemp -d)
end() {
    docker rm --force notification-service-api-1 >/dev/null 2>&1 || :
    docker compose down --volumes --rmi local --timeout 5 >/dev/null 2>&1 || :
    # shellcheck disable=SC2086 # several names
    [ -z "$stand_ins" ] || docker rmi --force $stand_ins >/dev/null 2>&1 || :
    rm -rf "$scratch"
}
trap end EXIT
trap 'exit 130' INT TERM
NOTIFICATION_API_KEY=${NOTIFICATION_API_KEY:-a-key-to-try-with}
export NOTIFICATION_API_KEY

# stand_in TARGET NAME
stand_in() {
    # An image of that name that is there is the real one.
    ! docker image inspect "$2" >/dev/null 2>&1 || fail "$2 is there already: try without --stand-ins"
    docker build --quiet --build-arg BASE="$base" --target "$1" --tag "$2" "$scratch/stand-ins" >/dev/null
    stand_ins="$stand_ins $2"
}

if [ -n "$base" ]; then
    say "building stand-ins out of $base"
    for lib in "$root"/target/kgit-*/lib; do :; done
    [ -d "$lib/sandbox" ] || fail "there is no distribution in target: make dist makes one"
    cp -R stand-ins "$scratch"
    mkdir "$scratch/stand-ins/libs"
    cp "$lib"/*.jar "$lib"/sandbox/*.jar "$scratch/stand-ins/libs"
    rm "$scratch"/stand-ins/libs/kgit-*.jar
    # Kafka's own command-line tools, which the distribution has no use for.
    kafka=$(basename "$lib"/kafka-clients-*.jar .jar)
    if command -v mvn >/dev/null; then maven=mvn; else maven=$root/mvnw; fi
    (cd "$root" && "$maven" -q -B dependency:copy -Dartifact="org.apache.kafka:kafka-tools:${kafka#kafka-clients-}" \
        -DoutputDirectory="$scratch/stand-ins/libs")
    stand_in kafka "$(sed -n 's/^ *image: \(apache.*\)/\1/p' docker-compose.yml)"
    stand_in kafka-ui "$(sed -n 's/^ *image: \(.*kafka-ui.*\)/\1/p' docker-compose.yml)"
    stand_in connect "$(sed -n 's/^FROM //p' connect/Dockerfile)"
    debian=$(sed -n 's/^ARG BASE=//p' "$root/Dockerfile")
    if ! docker image inspect "$debian" >/dev/null 2>&1; then
        docker tag "$base" "$debian"
        stand_ins="$stand_ins $debian"
    fi
fi

say "docker compose up -d --build"
docker compose up -d --build --quiet-pull

say "the one-shot apply"
kgit=$(docker compose ps --all --quiet kgit)
code=$(docker wait "$kgit")
docker logs "$kgit" 2>&1 | tail -n 3
[ "$code" -eq 0 ] || fail "kgit ended with $code"

say "an event on email_verification"
docker run --detach --name notification-service-api-1 --network message-broker --entrypoint perl \
    --volume "$PWD/receiver.pl:/receiver.pl:ro" "$(docker inspect --format '{{.Image}}' "$kgit")" /receiver.pl >/dev/null
echo '{"to":"somebody@example.org"}' | docker compose exec -T kafka /opt/kafka/bin/kafka-console-producer.sh \
    --bootstrap-server localhost:29092 --topic email_verification
tries=0
until docker logs notification-service-api-1 2>&1 | grep 'POST /v1/events/trigger.*somebody@example.org'; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || fail "no POST has arrived"
    sleep 1
done

say "Kafka UI"
curl --silent --show-error --fail --retry 30 --retry-connrefused --output /dev/null http://localhost:8080
echo "answers on port 8080"

say "docker compose down -v"
docker rm --force notification-service-api-1 >/dev/null
docker compose down --volumes --timeout 10
for left in "$(docker compose ps --all --quiet)" \
    "$(docker volume ls --quiet --filter label=com.docker.compose.project=compose)" \
    "$(docker network ls --quiet --filter name=message-broker)"; do
    [ -z "$left" ] || fail "left behind: $left"
done
echo "nothing is left"
