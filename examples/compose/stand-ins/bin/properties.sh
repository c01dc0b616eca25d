#!/bin/sh
# properties.sh PREFIX: prints the environment's variables of that prefix as properties: KAFKA_NODE_ID as node.id.
set -eu
env | sed -n "s/^$1_\([A-Z0-9_]*\)=/\1=/p" | while IFS='=' read -r name value; do
    printf '%s=%s\n' "$(printf %s "$name" | tr 'A-Z_' 'a-z.')" "$value"
done
