/** Data sets over HTTP. */
@NullMarked
package dev.fairway.dataset.web;

import org.jspecify.annotations.NullMarked;
