package dev.kgit.git;

import java.time.Instant;

/**
 * A commit as history lists it. Subject and author are as their author wrote them: text from elsewhere.
 *
 * @param hash full hash
 * @param time when it was committed
 */
public record Commit(String hash, String subject, String author, Instant time) {}
