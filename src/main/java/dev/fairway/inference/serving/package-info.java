/** Where a request comes in, whatever language it was asked in, and an answer goes out. */
@NullMarked
package dev.fairway.inference.serving;

import org.jspecify.annotations.NullMarked;
