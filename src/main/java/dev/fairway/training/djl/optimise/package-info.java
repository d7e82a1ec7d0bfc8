/** What is minimised and how weights move towards it. */
@NullMarked
package dev.fairway.training.djl.optimise;

import org.jspecify.annotations.NullMarked;
