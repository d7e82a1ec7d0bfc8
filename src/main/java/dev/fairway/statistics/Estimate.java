package dev.fairway.statistics;

/**
 * A figure with its uncertainty.
 *
 * @param value the figure itself; NaN or infinite where too few rows define none
 * @param interval where the true value lies with the confidence asked for
 */
public record Estimate(double value, Interval interval) {}
