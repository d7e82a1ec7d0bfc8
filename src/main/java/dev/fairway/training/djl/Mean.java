package dev.fairway.training.djl;

/** The weighted mean of numbers that come one by one. */
final class Mean {

    private double sum;
    private double weights;

    void add(double value, double weight) {
        sum += value * weight;
        weights += weight;
    }

    double value() {
        return sum / weights;
    }
}
