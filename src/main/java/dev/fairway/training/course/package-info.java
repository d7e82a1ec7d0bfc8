/** Tables, images and texts, each on its way from stored rows to what a network learns and a version serves. */
@NullMarked
package dev.fairway.training.course;

import org.jspecify.annotations.NullMarked;
