/** The process that does one train job: from the order in its folder to a finished version, told in events. */
@NamedInterface("worker")
@NullMarked
package dev.fairway.training.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
