/** Tensors as JSON bytes: reads the requests of the Open Inference Protocol and writes the tensors of its answers. */
@NullMarked
package dev.fairway.inference.json;

import org.jspecify.annotations.NullMarked;
