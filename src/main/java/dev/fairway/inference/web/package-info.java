/** The Open Inference Protocol (V2), TensorFlow Serving's and KServe's (V1), and loading by hand, over HTTP. */
@NullMarked
package dev.fairway.inference.web;

import org.jspecify.annotations.NullMarked;
