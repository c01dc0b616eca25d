/** JSON, read into objects whose members are asked for by type, and written in the same bytes everywhere. */
@NullMarked
package dev.kgit.json;

import org.jspecify.annotations.NullMarked;
