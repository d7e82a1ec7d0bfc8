/** Shows the service at work: a synthetic lender trains a model, serves it, and its traffic drifts; a caller like any other. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.fairway.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
