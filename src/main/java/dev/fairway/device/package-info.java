/** The processors of this host and how many threads a model may use on them. */
@ApplicationModule(allowedDependencies = {"contract"})
@NullMarked
package dev.fairway.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
