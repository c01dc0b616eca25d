#!/bin/sh
# A broker, configured by KAFKA_*; CLUSTER_ID is its cluster's.
set -eu
bin=/opt/kafka/bin
"$bin/properties.sh" KAFKA >/tmp/server.properties
"$bin/java.sh" kafka.tools.StorageTool format --ignore-formatted -t "$CLUSTER_ID" -c /tmp/server.properties
exec "$bin/java.sh" kafka.Kafka /tmp/server.properties
