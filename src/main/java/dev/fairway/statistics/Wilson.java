package dev.fairway.statistics;

/** The score interval of a rate (Wilson 1927): within [0, 1] and of good coverage for few rows and rare hits too. */
public final class Wilson {

    private Wilson() {}

    /**
     * Where the true rate lies; from 0 to 1 where there are no rows.
     *
     * @param confidence chance that the interval holds it, such as 0.95
     */
    public static Interval interval(Rate rate, double confidence) {
        double z = Confidence.deviations(confidence);
        if (rate.rows() == 0) {
            return new Interval(0, 1);
        }
        double rows = rate.rows();
        double share = rate.value();
        double centre = share + z * z / (2 * rows);
        double reach = z * Math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows));
        double scale = 1 + z * z / rows;
        // the ends are 0 and 1 in exact arithmetic there
        double low = rate.hits() == 0 ? 0 : (centre - reach) / scale;
        double high = rate.misses() == 0 ? 1 : (centre + reach) / scale;
        return new Interval(low, high);
    }
}
