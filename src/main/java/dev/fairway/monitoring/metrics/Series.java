package dev.fairway.monitoring.metrics;

import io.micrometer.core.instrument.Tags;

/**
 * One time series at one moment.
 *
 * @param name the meter's name
 * @param tags what tells it from others of the name
 * @param value its value; NaN where the window was too small to tell
 */
record Series(String name, Tags tags, double value) {

    /** What stays the same from window to window. */
    record Key(String name, Tags tags) {}

    Key key() {
        return new Key(name, tags);
    }
}
