/** The architectures: what a spec asks for, built for the extents of the data. */
@NullMarked
package dev.fairway.training.djl.network;

import org.jspecify.annotations.NullMarked;
