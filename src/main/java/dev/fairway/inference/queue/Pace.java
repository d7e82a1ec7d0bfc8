package dev.fairway.inference.queue;

/**
 * How long runs take, by the number of their rows, smoothed over the latest.
 *
 * <p>Its estimates lead to refusals, so each is a lower bound as far as one is known: of a smoothed time and the newest the
 * shorter counts, and a run of a size never seen is taken to last no longer than the longest smaller one that was.
 */
final class Pace {

    private static final double NEWEST = 0.2;
    private static final int SIZES = 32;
    /** A thread that cannot be had for anything else so long does no harm. */
    private static final double QUICK = 1e6;

    private final double[] smoothed = new double[SIZES];
    private final double[] newest = new double[SIZES];

    /** One run of so many rows took so long. */
    synchronized void ran(int rows, long nanos) {
        int size = size(rows);
        smoothed[size] += smoothed[size] == 0 ? nanos : NEWEST * (nanos - smoothed[size]);
        newest[size] = nanos;
    }

    /** Nanoseconds that one run of so many rows takes; 0 when nothing like it was seen. */
    synchronized double nanos(int rows) {
        for (int size = size(rows); size >= 0; size--) {
            if (smoothed[size] > 0) {
                return Math.min(smoothed[size], newest[size]);
            }
        }
        return 0;
    }

    /** Whether such runs are known to take less than a millisecond. */
    synchronized boolean isQuick(int rows) {
        double usual = smoothed[size(rows)];
        return usual > 0 && usual < QUICK;
    }

    /** Runs are told apart by powers of two; of those between, the lower counts, as its runs are shorter. */
    private static int size(int rows) {
        return SIZES - 1 - Integer.numberOfLeadingZeros(Math.max(1, rows));
    }
}
