/** Rim: topics, ledger and lease through Kafka's own clients. */
@NullMarked
package dev.kgit.kafka;

import org.jspecify.annotations.NullMarked;
