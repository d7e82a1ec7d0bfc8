/** Texts that are gone on with, whole or as a stream of words, over HTTP. */
@NullMarked
package dev.fairway.inference.web.generation;

import org.jspecify.annotations.NullMarked;
