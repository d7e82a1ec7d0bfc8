/** From stored texts to what a network learns from: a vocabulary found in the training rows, and the texts in its numbers. */
@NullMarked
package dev.fairway.training.texts;

import org.jspecify.annotations.NullMarked;
