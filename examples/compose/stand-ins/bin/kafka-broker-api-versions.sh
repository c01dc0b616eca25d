#!/bin/sh
set -eu
LOG=org.slf4j.nop.NOPServiceProvider
export LOG
exec /opt/kafka/bin/java.sh org.apache.kafka.tools.BrokerApiVersionsCommand "$@"
