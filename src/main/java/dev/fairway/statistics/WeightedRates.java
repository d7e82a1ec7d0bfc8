package dev.fairway.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * A weighted sum of independent rates, and its interval from those of the rates: each part reaches as far as its own
 * interval does to that side (method of variance estimates recovery, Zou and Donner 2008, Stat. Med. 27:1693).
 */
final class WeightedRates {

    private final List<Rate> rates = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    WeightedRates add(double weight, Rate rate) {
        rates.add(rate);
        weights.add(weight);
        return this;
    }

    /** The sum; NaN, with the widest interval, where one of the rates has no rows. */
    Estimate sum(double confidence) {
        double sum = 0;
        double below = 0;
        double above = 0;
        for (int i = 0; i < rates.size(); i++) {
            double weight = weights.get(i);
            Interval interval = Wilson.interval(rates.get(i), confidence);
            double value = rates.get(i).value();
            double toLow = weight * (value - interval.low());
            double toHigh = weight * (interval.high() - value);
            sum += weight * value;
            below += square(weight > 0 ? toLow : toHigh);
            above += square(weight > 0 ? toHigh : toLow);
        }
        return new Estimate(sum,
                Double.isNaN(sum) ? widest() : new Interval(sum - Math.sqrt(below), sum + Math.sqrt(above)));
    }

    private Interval widest() {
        double low = weights.stream().mapToDouble(weight -> Math.min(0, weight)).sum();
        double high = weights.stream().mapToDouble(weight -> Math.max(0, weight)).sum();
        return new Interval(low, high);
    }

    private static double square(double value) {
        return value * value;
    }
}
