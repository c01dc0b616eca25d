/** Rim: plan, drift, diagnostics and history as JSON, versioned; the plan also read. Only this package writes JSON for users. */
@NullMarked
package dev.kgit.planfile;

import org.jspecify.annotations.NullMarked;
