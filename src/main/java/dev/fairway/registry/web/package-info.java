/** Models and versions over HTTP. */
@NullMarked
package dev.fairway.registry.web;

import org.jspecify.annotations.NullMarked;
