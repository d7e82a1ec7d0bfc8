/** Which version answers: follows the registry's aliases, splits calls by weight, names the shadows. */
@ApplicationModule(allowedDependencies = {"contract", "inference", "registry"})
@NullMarked
package dev.fairway.rollout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
