/** The Open Inference Protocol (V2) over HTTP, with Triton's extensions. */
@NullMarked
package dev.fairway.inference.web.v2;

import org.jspecify.annotations.NullMarked;
