package dev.fairway.statistics;

/** The difference of two independent rates with the hybrid score interval (Newcombe 1998, Stat. Med. 17:873, method 10). */
public final class Newcombe {

    private Newcombe() {}

    /**
     * By how much a rate exceeds another; NaN, with the interval from −1 to 1, where either has no rows.
     *
     * @param confidence chance that the interval holds the true difference, such as 0.95
     */
    public static Estimate difference(Rate rate, Rate subtracted, double confidence) {
        return new WeightedRates().add(1, rate).add(-1, subtracted).sum(confidence);
    }
}
