#!/bin/sh
# java.sh CLASS ARGUMENT...: a class of Kafka's. LOG: who takes what it logs.
set -eu
exec java -Xmx384m -XX:+UseSerialGC "-Dslf4j.provider=${LOG:-org.slf4j.jul.JULServiceProvider}" -cp '/opt/kafka/libs/*' "$@"
