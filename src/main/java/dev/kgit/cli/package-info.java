/** The command line: verbs, options, wiring and exit codes. */
@NullMarked
package dev.kgit.cli;

import org.jspecify.annotations.NullMarked;
