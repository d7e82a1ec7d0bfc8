package dev.fairway.statistics;

/**
 * What a quantity may be, as far as the rows tell.
 *
 * @param low least value that goes with the rows
 * @param high greatest value that goes with the rows, infinite where they set no limit
 */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no interval from %s to %s".formatted(low, high));
        }
    }

    /** Whether both have no value in common: then the quantity is outside the other one for sure. */
    public boolean isDisjoint(Interval other) {
        return high < other.low || low > other.high;
    }

    public double halfWidth() {
        return (high - low) / 2;
    }
}
