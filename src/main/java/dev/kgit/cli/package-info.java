/** The command line: commands, options, output, exit codes and wiring. What a command does is a use case of {@code workflow}. */
@NullMarked
package dev.kgit.cli;

import org.jspecify.annotations.NullMarked;
