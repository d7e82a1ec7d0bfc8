/** The models, their versions and aliases, and the files that make a version. */
@ApplicationModule(allowedDependencies = {"contract", "feature", "tensor"})
@NullMarked
package dev.fairway.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
