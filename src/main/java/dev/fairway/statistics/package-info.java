/** Plain numbers in, plain numbers out: divergences between samples, intervals of rates, scores of predictions. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.fairway.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
