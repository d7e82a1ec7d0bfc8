package dev.fairway.monitoring.drift;

import java.util.stream.LongStream;

/**
 * How many rows of a window fell where, for one feature. Counts of the parts of a window add up to those of the whole,
 * whatever the parts.
 *
 * @param bins rows in each reference bin
 * @param missing rows without a value
 * @param below rows under the least value of training; they are in the first bin too
 * @param above rows over the greatest value of training; they are in the last bin too
 */
public record FeatureCounts(long[] bins, long missing, long below, long above) {

    /** Rows that had a value. */
    public long present() {
        return LongStream.of(bins).sum();
    }

    public long rows() {
        return present() + missing;
    }
}
