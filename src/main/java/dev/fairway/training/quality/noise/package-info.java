/** Rows whose class is most likely wrong, told by a cheap classifier that has not seen them. */
@NullMarked
package dev.fairway.training.quality.noise;

import org.jspecify.annotations.NullMarked;
