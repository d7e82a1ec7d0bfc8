/** What a train job learns from: which columns, which rows are for what, and whether they are fit to be learnt from. */
@NullMarked
package dev.fairway.training.examples;

import org.jspecify.annotations.NullMarked;
