/** Whether a platform is well, and lets this principal do what an environment needs: pure judgements over what was found. */
@NullMarked
package dev.kgit.doctor;

import org.jspecify.annotations.NullMarked;
