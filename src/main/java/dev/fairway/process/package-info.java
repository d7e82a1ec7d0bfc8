/** Further processes of this very program, for work that must not take the service down with it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.fairway.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
