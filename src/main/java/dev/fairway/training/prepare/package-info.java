/** Turns raw rows into what a network learns from, with figures fitted on the training rows alone. */
@NullMarked
package dev.fairway.training.prepare;

import org.jspecify.annotations.NullMarked;
