/** From a file that somebody brings to a version: what it is, whether it can be served, and if not, why. */
@NullMarked
package dev.fairway.registry.intake;

import org.jspecify.annotations.NullMarked;
