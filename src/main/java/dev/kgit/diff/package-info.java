/** Pure: desired, applied and live state become differences, each with its cause. */
@NullMarked
package dev.kgit.diff;

import org.jspecify.annotations.NullMarked;
