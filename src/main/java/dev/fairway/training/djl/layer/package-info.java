/** The steps that networks are made of, each computed here and written as TorchScript. */
@NullMarked
package dev.fairway.training.djl.layer;

import org.jspecify.annotations.NullMarked;
