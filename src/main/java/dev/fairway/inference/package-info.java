/** Answers requests: a bounded queue per version, workers that drain it in batches, one run of the model per batch. */
@ApplicationModule(allowedDependencies = {"contract", "device", "feature", "process", "registry", "tensor"})
@NullMarked
package dev.fairway.inference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
