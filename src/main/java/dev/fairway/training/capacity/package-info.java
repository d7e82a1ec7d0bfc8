/** What a train job will take of a machine, told before it is begun. */
@NullMarked
package dev.fairway.training.capacity;

import org.jspecify.annotations.NullMarked;
