/** What somebody packed and sent, read entry by entry and never trusted. */
@NullMarked
package dev.fairway.dataset.archive;

import org.jspecify.annotations.NullMarked;
