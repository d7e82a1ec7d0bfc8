/** Which version answers: follows the registry's aliases, splits calls by weight, names the shadows; has models trained again on alarms. */
@ApplicationModule(allowedDependencies = {"contract", "inference", "monitoring", "registry", "training"})
@NullMarked
package dev.fairway.rollout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
