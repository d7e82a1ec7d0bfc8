/** Models that are trained again by themselves: on a schedule, and when their data have grown. */
@NullMarked
package dev.fairway.training.retrain;

import org.jspecify.annotations.NullMarked;
