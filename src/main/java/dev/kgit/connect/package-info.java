/** Rim: connectors through the REST interface of Kafka Connect. */
@NullMarked
package dev.kgit.connect;

import org.jspecify.annotations.NullMarked;
