package dev.fairway.statistics;

/**
 * How many of some rows have a property. Counts of the parts of a whole add up to the counts of the whole.
 *
 * @param hits rows that have it
 * @param rows all rows
 */
public record Rate(long hits, long rows) {

    public Rate {
        if (hits < 0 || hits > rows) {
            throw new IllegalArgumentException("%d of %d rows".formatted(hits, rows));
        }
    }

    /** The share of the rows, NaN where there are none. */
    public double value() {
        return (double) hits / rows;
    }

    public Rate plus(Rate other) {
        return new Rate(hits + other.hits, rows + other.rows);
    }

    long misses() {
        return rows - hits;
    }
}
