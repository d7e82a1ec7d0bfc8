/** What every endpoint shares: how a request is refused, how a list is paged. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.fairway.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
