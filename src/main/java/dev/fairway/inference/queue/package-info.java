/** Where requests wait for one version, and the workers that run them in batches. */
@NullMarked
package dev.fairway.inference.queue;

import org.jspecify.annotations.NullMarked;
