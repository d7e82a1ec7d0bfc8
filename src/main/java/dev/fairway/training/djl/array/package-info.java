/** Arrays of libtorch and who owns them: the rows of a batch, the weights of a network. */
@NullMarked
package dev.fairway.training.djl.array;

import org.jspecify.annotations.NullMarked;
