/** Rows that never were: how a network learns to make them, how good they are and whom they give away. */
@NullMarked
package dev.fairway.training.synthesis;

import org.jspecify.annotations.NullMarked;
