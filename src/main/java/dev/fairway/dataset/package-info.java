/** Tables, images and texts to learn from: what came in, what its columns are, how good it is. */
@ApplicationModule(allowedDependencies = {"contract", "feature", "statistics"})
@NullMarked
package dev.fairway.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
