/** Between callers and networks: what a caller sends becomes the network's tensors, and its outputs what the caller gets. */
@NullMarked
package dev.fairway.inference.codec;

import org.jspecify.annotations.NullMarked;
