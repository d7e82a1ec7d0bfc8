/** From the body of a request to a spec in which nothing is left open: defaults, limits, and every fault named. */
@NullMarked
package dev.fairway.training.request;

import org.jspecify.annotations.NullMarked;
