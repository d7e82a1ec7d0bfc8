/** Writes networks as TorchScript archives, which any libtorch loads without the code that made them. */
@NullMarked
package dev.fairway.training.torchscript;

import org.jspecify.annotations.NullMarked;
