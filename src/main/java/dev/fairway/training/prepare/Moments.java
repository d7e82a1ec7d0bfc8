package dev.fairway.training.prepare;

import java.util.Arrays;

/**
 * Mean and spread of numbers.
 *
 * @param scale the standard deviation (population), or 1 where all numbers are equal
 */
record Moments(double mean, double scale) {

    static Moments of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        double scale = Math.sqrt(variance);
        return new Moments(mean, scale > 1e-12 * Math.abs(mean) ? scale : 1);
    }
}
