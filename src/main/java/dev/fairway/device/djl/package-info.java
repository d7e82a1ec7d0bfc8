/** Asks CUDA for the cards of this host, by way of DJL. */
@NullMarked
package dev.fairway.device.djl;

import org.jspecify.annotations.NullMarked;
