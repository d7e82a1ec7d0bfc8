/** From uploaded bytes to a typed table: formats, encodings, types, profiles and what is odd about the values. */
@NullMarked
package dev.fairway.dataset.load;

import org.jspecify.annotations.NullMarked;
