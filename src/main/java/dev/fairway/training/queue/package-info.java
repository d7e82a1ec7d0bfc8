/** The life of a train job: accepted, run by workers until one is done, judged, published; kept in the database. */
@NullMarked
package dev.fairway.training.queue;

import org.jspecify.annotations.NullMarked;
