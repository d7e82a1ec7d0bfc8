/** The only place in training that knows DJL: blocks, gradients, optimisers, and the TorchScript that is written from them. */
@NullMarked
package dev.fairway.training.djl;

import org.jspecify.annotations.NullMarked;
