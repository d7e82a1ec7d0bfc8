/** Images and texts as they lie on disk: one file of all their bytes, and where each begins. */
@NullMarked
package dev.fairway.dataset.items;

import org.jspecify.annotations.NullMarked;
