#!/bin/sh
# Grants a principal the ACLs of docs/permissions.md, with Kafka's own tool:
#
#   grant.sh plan User:kgit-plan notify.      for plan, drift, history, rollback, import, adopt, doctor
#   grant.sh apply User:kgit-apply notify.    that, and what apply needs
#   grant.sh principals User:kgit-apply       on top of either, where principals are declared; it makes an administrator
#
# The third word is the prefix of the declared topics, Connect's internal ones included: run it once for each.
#
#   KGIT_LEDGER          the ledger's topic. Default: _kgit
#   KAFKA_ACLS           the tool and how it gets to the cluster. Default: kafka-acls.sh --bootstrap-server localhost:9092
set -eu

words=3
[ "${1:-}" = principals ] && words=2
if [ $# -ne $words ]; then
    echo "usage: $0 plan|apply PRINCIPAL TOPIC-PREFIX, or $0 principals PRINCIPAL" >&2
    exit 64
fi
principal=$2
prefix=${3:-}
ledger=${KGIT_LEDGER:-_kgit}

acl() {
    # shellcheck disable=SC2086 # the tool and its options
    ${KAFKA_ACLS:-kafka-acls.sh --bootstrap-server localhost:9092} --add --force --allow-principal "$principal" "$@"
}

plan() {
    acl --operation Describe --operation DescribeConfigs --topic "$prefix" --resource-pattern-type prefixed
    acl --operation Read --topic "$ledger"
    acl --operation Describe --cluster
    acl --operation Describe --group '*'
}

apply() {
    plan
    acl --operation Create --operation AlterConfigs --operation Alter --operation Delete \
        --topic "$prefix" --resource-pattern-type prefixed
    acl --operation Alter --operation AlterConfigs --cluster
    acl --operation Create --operation Write --topic "$ledger"
}

principals() {
    acl --operation Describe --operation DescribeConfigs --operation Alter --cluster
}

case $1 in
    plan | apply | principals) "$1" ;;
    *)
        echo "$0: what is '$1'? plan, apply or principals" >&2
        exit 64
        ;;
esac
