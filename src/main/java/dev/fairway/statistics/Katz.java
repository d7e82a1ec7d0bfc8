package dev.fairway.statistics;

/**
 * The ratio of two independent rates with the log interval (Katz et al. 1978, Biometrics 34:469). Where fewer than
 * {@value #FEW} rows hit or fewer miss in either, the logarithm is far from normal, or none: then the interval is the
 * score interval of {@link Koopman}.
 */
public final class Katz {

    static final long FEW = 10;

    private Katz() {}

    /**
     * How many times a rate is another. The ratio is infinite where only the divisor has no hit, and NaN where neither
     * has one or either has no rows; the interval is from 0 to infinity where the rows say nothing.
     *
     * @param confidence chance that the interval holds the true ratio, such as 0.95
     */
    public static Estimate ratio(Rate rate, Rate divisor, double confidence) {
        double ratio = rate.value() / divisor.value();
        Interval interval = few(rate) || few(divisor) ? Koopman.interval(rate, divisor, confidence)
                : interval(rate, divisor, confidence);
        return new Estimate(ratio, interval);
    }

    private static boolean few(Rate rate) {
        return Math.min(rate.hits(), rate.misses()) < FEW;
    }

    private static Interval interval(Rate rate, Rate divisor, double confidence) {
        double ratio = rate.value() / divisor.value();
        double reach = Confidence.deviations(confidence) * Math.sqrt(variance(rate) + variance(divisor));
        return new Interval(ratio * Math.exp(-reach), ratio * Math.exp(reach));
    }

    /** Of the logarithm of a rate, by the delta method. */
    private static double variance(Rate rate) {
        return 1.0 / rate.hits() - 1.0 / rate.rows();
    }
}
