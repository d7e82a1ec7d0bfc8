/** What a version is, comes from and is good for, on one page: from what was written down when it was made. */
@NullMarked
package dev.fairway.training.card;

import org.jspecify.annotations.NullMarked;
