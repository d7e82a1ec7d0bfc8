/** Counts on frozen reference bins, and what they say about features that moved. */
@NullMarked
package dev.fairway.monitoring.drift;

import org.jspecify.annotations.NullMarked;
