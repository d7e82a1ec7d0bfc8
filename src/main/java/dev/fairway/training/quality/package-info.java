/** What the data to learn from are like: every check that runs before a worker is started for a job. */
@NullMarked
package dev.fairway.training.quality;

import org.jspecify.annotations.NullMarked;
