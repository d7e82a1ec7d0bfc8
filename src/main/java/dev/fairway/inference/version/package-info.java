/** The versions in memory: which are wanted, how one is loaded and given up, and whether it answers. */
@NullMarked
package dev.fairway.inference.version;

import org.jspecify.annotations.NullMarked;
