/** What a train job's epochs look like: a picture for people, a table for whatever draws its own. */
@NullMarked
package dev.fairway.training.plots;

import org.jspecify.annotations.NullMarked;
