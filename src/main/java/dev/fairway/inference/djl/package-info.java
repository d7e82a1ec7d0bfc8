/** The only place in inference that knows DJL and libtorch. */
@NullMarked
package dev.fairway.inference.djl;

import org.jspecify.annotations.NullMarked;
