/** TensorFlow Serving's and KServe's protocol (V1) over HTTP. */
@NullMarked
package dev.fairway.inference.web.v1;

import org.jspecify.annotations.NullMarked;
