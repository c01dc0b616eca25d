/** Rim: plan, drift, diagnostics and history as JSON, versioned; the plan also read. Only this room knows JSON. */
@NullMarked
package dev.kgit.planfile;

import org.jspecify.annotations.NullMarked;
