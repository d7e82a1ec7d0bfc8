/** Whether a version may take the place of another: both on the same held-out rows, and the limits of its job. */
@NullMarked
package dev.fairway.training.gate;

import org.jspecify.annotations.NullMarked;
