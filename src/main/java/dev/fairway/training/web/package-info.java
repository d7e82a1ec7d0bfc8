/** Train jobs over HTTP. */
@NullMarked
package dev.fairway.training.web;

import org.jspecify.annotations.NullMarked;
