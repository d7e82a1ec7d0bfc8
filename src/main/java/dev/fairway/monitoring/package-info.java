/** Compares what models see and say now with what they saw and said when they were trained. */
@ApplicationModule(allowedDependencies = {"contract", "feature", "inference", "registry", "statistics"})
@NullMarked
package dev.fairway.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
