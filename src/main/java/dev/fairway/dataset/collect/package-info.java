/** Makes data sets of images and texts out of what was uploaded. */
@NullMarked
package dev.fairway.dataset.collect;

import org.jspecify.annotations.NullMarked;
