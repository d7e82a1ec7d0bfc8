/** The Open Inference Protocol (V2) and the TensorFlow Serving / KServe protocol (V1) over HTTP. */
@NullMarked
package dev.fairway.inference.web;

import org.jspecify.annotations.NullMarked;
