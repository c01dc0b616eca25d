/** Pure: decides from a config key and a value whether it holds a secret in the clear. */
@NullMarked
package dev.kgit.secret;

import org.jspecify.annotations.NullMarked;
