/** The nouns: resources, settings, places, diagnostics. Imports nothing of kgit. */
@NullMarked
package dev.kgit.model;

import org.jspecify.annotations.NullMarked;
