/** What a model's columns mean, the fitted steps that turn raw rows into tensors, and what the rows looked like in training. */
@ApplicationModule(allowedDependencies = {"contract", "tensor"})
@NullMarked
package dev.fairway.feature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
