/** The newest closed window of every watched version as Micrometer gauges. */
@NullMarked
package dev.fairway.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
