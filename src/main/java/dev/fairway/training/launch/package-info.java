/** Where a train job's worker runs: a child process of the service. */
@NullMarked
package dev.fairway.training.launch;

import org.jspecify.annotations.NullMarked;
