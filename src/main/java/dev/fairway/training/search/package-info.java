/** Searches over the fields of a train job: which values to try, which trials go on, which fields mattered. */
@NullMarked
package dev.fairway.training.search;

import org.jspecify.annotations.NullMarked;
