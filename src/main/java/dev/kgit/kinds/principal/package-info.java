/** All that kgit knows of principals and their ACLs, without the way to the brokers. */
@NullMarked
package dev.kgit.kinds.principal;

import org.jspecify.annotations.NullMarked;
