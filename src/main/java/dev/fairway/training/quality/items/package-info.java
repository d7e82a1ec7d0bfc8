/** Images and texts as checks see them: a hash, some figures, and a vector. */
@NullMarked
package dev.fairway.training.quality.items;

import org.jspecify.annotations.NullMarked;
