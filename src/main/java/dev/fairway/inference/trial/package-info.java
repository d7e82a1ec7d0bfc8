/** The first load of a network, in a process of its own: what it does to that process it cannot do to the service. */
@NamedInterface("trial")
@NullMarked
package dev.fairway.inference.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
