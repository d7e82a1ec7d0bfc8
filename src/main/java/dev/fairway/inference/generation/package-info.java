/** Goes on with texts, word by word: a run of the network for each word, through the queue of its version. */
@NullMarked
package dev.fairway.inference.generation;

import org.jspecify.annotations.NullMarked;
