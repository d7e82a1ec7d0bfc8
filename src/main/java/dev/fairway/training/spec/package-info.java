/** What a caller may choose of a train job: the network, what it minimises, how it is moved, what it is shown. */
@NullMarked
package dev.fairway.training.spec;

import org.jspecify.annotations.NullMarked;
