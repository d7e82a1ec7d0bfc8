/** What the dialects of HTTP share, each of which has a package of its own, and loading by hand. */
@NullMarked
package dev.fairway.inference.web;

import org.jspecify.annotations.NullMarked;
