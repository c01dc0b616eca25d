#!/bin/sh
# A Connect worker, configured by CONNECT_*.
set -eu
bin=/opt/kafka/bin
"$bin/properties.sh" CONNECT >/tmp/worker.properties
exec "$bin/java.sh" org.apache.kafka.connect.cli.ConnectDistributed /tmp/worker.properties
