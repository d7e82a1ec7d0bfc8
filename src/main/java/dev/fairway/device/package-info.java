/** The processors of this host, who holds memory on them, and where a model goes. */
@ApplicationModule(allowedDependencies = {"contract"})
@NullMarked
package dev.fairway.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
