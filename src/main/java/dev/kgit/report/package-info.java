/** Rim: a plan, a drift or a run as text, Markdown and other dressings. */
@NullMarked
package dev.kgit.report;

import org.jspecify.annotations.NullMarked;
