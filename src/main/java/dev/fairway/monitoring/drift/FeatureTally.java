package dev.fairway.monitoring.drift;

import dev.fairway.feature.Bins;
import dev.fairway.feature.Column;
import org.jspecify.annotations.Nullable;

/** Counts the values of one feature as they come. Belongs to one thread. */
public abstract sealed class FeatureTally {

    final long[] bins;
    long missing;
    long below;
    long above;

    private FeatureTally(int size) {
        this.bins = new long[size];
    }

    public static FeatureTally on(Bins bins) {
        return switch (bins) {
            case Bins.Intervals intervals -> new Numbers(intervals);
            case Bins.Categories categories -> new Words(categories);
        };
    }

    /**
     * Whether {@link #count} can take the column.
     *
     * @param column null where the rows lack it
     */
    public abstract boolean reads(@Nullable Column column);

    /** Counts the column's rows from {@code from} to before {@code to}. */
    public abstract void count(Column column, int from, int to);

    public FeatureCounts counts() {
        return new FeatureCounts(bins.clone(), missing, below, above);
    }

    /** Takes up what was counted elsewhere on the same bins. */
    public void add(FeatureCounts counts) {
        if (counts.bins().length != bins.length) {
            throw new IllegalArgumentException(
                    "counts of %d bins do not add to %d".formatted(counts.bins().length, bins.length));
        }
        for (int b = 0; b < bins.length; b++) {
            bins[b] += counts.bins()[b];
        }
        missing += counts.missing();
        below += counts.below();
        above += counts.above();
    }

    private static final class Numbers extends FeatureTally {

        private final Bins.Intervals intervals;

        Numbers(Bins.Intervals intervals) {
            super(intervals.size());
            this.intervals = intervals;
        }

        @Override
        public boolean reads(@Nullable Column column) {
            return column instanceof Column.Numbers;
        }

        @Override
        public void count(Column column, int from, int to) {
            double[] values = ((Column.Numbers) column).values();
            for (int row = from; row < to; row++) {
                count(values[row]);
            }
        }

        private void count(double value) {
            if (Double.isNaN(value)) {
                missing++;
                return;
            }
            bins[intervals.index(value)]++;
            below += value < intervals.low() ? 1 : 0;
            above += value > intervals.high() ? 1 : 0;
        }
    }

    private static final class Words extends FeatureTally {

        private final Bins.Lookup lookup;

        Words(Bins.Categories categories) {
            super(categories.size());
            this.lookup = categories.lookup();
        }

        @Override
        public boolean reads(@Nullable Column column) {
            return column instanceof Column.Words;
        }

        @Override
        public void count(Column column, int from, int to) {
            @Nullable
            String[] values = ((Column.Words) column).values();
            for (int row = from; row < to; row++) {
                String word = values[row];
                if (word == null) {
                    missing++;
                } else {
                    bins[lookup.index(word)]++;
                }
            }
        }
    }
}
