/** The process that does one train job: from the order in its folder to a finished version, told in events. */
@NullMarked
package dev.fairway.training.worker;

import org.jspecify.annotations.NullMarked;
