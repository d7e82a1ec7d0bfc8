/** The devices over HTTP. */
@NullMarked
package dev.fairway.device.web;

import org.jspecify.annotations.NullMarked;
