/** The use cases, one class each: they take inputs and listeners and return values, and know no command line. */
@NullMarked
package dev.kgit.workflow;

import org.jspecify.annotations.NullMarked;
