/** What runs a network: the engines that load one, and what a loaded network does and how it fails. */
@NullMarked
package dev.fairway.inference.engine;

import org.jspecify.annotations.NullMarked;
