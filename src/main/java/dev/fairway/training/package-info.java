/** A data set in, a candidate version out: the queue of train jobs and what became of each. */
@ApplicationModule(allowedDependencies = {"contract", "dataset", "device", "feature", "process", "registry",
        "statistics", "tensor"})
@NullMarked
package dev.fairway.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
