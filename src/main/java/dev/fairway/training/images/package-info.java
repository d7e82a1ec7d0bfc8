/** From stored images to what a network learns from, and how they are altered on the way. */
@NullMarked
package dev.fairway.training.images;

import org.jspecify.annotations.NullMarked;
