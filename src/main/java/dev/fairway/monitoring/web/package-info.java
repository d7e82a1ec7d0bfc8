/** Monitors, reports and history over HTTP. */
@NullMarked
package dev.fairway.monitoring.web;

import org.jspecify.annotations.NullMarked;
