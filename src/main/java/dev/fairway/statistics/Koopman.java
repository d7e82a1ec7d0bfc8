package dev.fairway.statistics;

/**
 * The score interval of a ratio of two independent rates (Koopman 1984, Biometrics 40:513): all ratios that Pearson's
 * χ² does not reject. It holds where a rate has no hit or no miss.
 */
final class Koopman {

    /** Ratios are looked for between the e to the minus and the plus of this. */
    private static final double FARTHEST = 50;
    private static final int HALVINGS = 80;

    private final Rate rate;
    private final Rate divisor;
    private final double critical;

    private Koopman(Rate rate, Rate divisor, double critical) {
        this.rate = rate;
        this.divisor = divisor;
        this.critical = critical;
    }

    static Interval interval(Rate rate, Rate divisor, double confidence) {
        double z = Confidence.deviations(confidence);
        if (rate.rows() == 0 || divisor.rows() == 0) {
            return new Interval(0, Double.POSITIVE_INFINITY);
        }
        Koopman koopman = new Koopman(rate, divisor, z * z);
        return new Interval(koopman.low(), koopman.high());
    }

    private double low() {
        return rate.hits() == 0 ? 0 : Math.exp(boundary(-FARTHEST));
    }

    private double high() {
        return divisor.hits() == 0 ? Double.POSITIVE_INFINITY : Math.exp(boundary(FARTHEST));
    }

    /** Halves the way from a rejected logarithm to the estimate, beyond which the statistic only falls. */
    private double boundary(double rejected) {
        double accepted = Math.clamp(Math.log(rate.value() / divisor.value()), -FARTHEST, FARTHEST);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (rejected + accepted) / 2;
            if (statistic(Math.exp(middle)) > critical) {
                rejected = middle;
            } else {
                accepted = middle;
            }
        }
        return accepted;
    }

    /** Pearson's χ² of the rows were the true ratio this one, at the likeliest rates of that ratio. */
    private double statistic(double ratio) {
        double rows = (double) rate.rows() + divisor.rows();
        double linear = ratio * (rate.rows() + divisor.hits()) + rate.hits() + divisor.rows();
        double root = Math.sqrt(Math.max(0, linear * linear - 4 * ratio * rows * (rate.hits() + divisor.hits())));
        // the same root of the quadratic as (linear − root) / (2 rows), without the cancellation
        double likeliest = 2 * ratio * (rate.hits() + divisor.hits()) / (linear + root);
        return term(rate, likeliest) + term(divisor, likeliest / ratio);
    }

    private static double term(Rate rate, double likeliest) {
        double expected = rate.rows() * Math.min(1, likeliest);
        double off = rate.hits() - expected;
        return off == 0 ? 0 : off * off / (expected * (1 - Math.min(1, likeliest)));
    }
}
