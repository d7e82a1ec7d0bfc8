/** The only place that knows ONNX Runtime. */
@NullMarked
package dev.fairway.inference.onnx;

import org.jspecify.annotations.NullMarked;
