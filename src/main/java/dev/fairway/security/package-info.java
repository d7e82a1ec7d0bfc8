/** Who may call what; without credentials, only this machine. */
@ApplicationModule(allowedDependencies = {"contract"})
@NullMarked
package dev.fairway.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
