/** A database that sees the files it is given and nothing else of this machine. */
@NullMarked
package dev.fairway.dataset.sandbox;

import org.jspecify.annotations.NullMarked;
