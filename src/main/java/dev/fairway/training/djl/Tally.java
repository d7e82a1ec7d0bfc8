package dev.fairway.training.djl;

import dev.fairway.training.Metrics;
import dev.fairway.training.djl.Teaching.Moved;
import java.util.Map;

/** Counts what happens in one epoch, and notices when it goes wrong. */
final class Tally {

    /** A loss beyond this does not come back. */
    private static final double LOST = 1e6;

    private final int epoch;
    private final int epochs;
    private final long start = System.nanoTime();
    private final Mean loss = new Mean();
    private final Mean gradientNorm = new Mean();
    private double rate;
    private long rows;
    private long learntUntil = start;

    Tally(int epoch, int epochs) {
        this.epoch = epoch;
        this.epochs = epochs;
    }

    int epoch() {
        return epoch;
    }

    void rate(double learningRate) {
        rate = learningRate;
    }

    /** Learning rate of the step at hand. */
    double rate() {
        return rate;
    }

    /** @throws Diverged when loss or gradient is no number, or far from any that could still come down */
    void add(Moved moved, int batchRows) {
        loss.add(require(moved.loss()), batchRows);
        gradientNorm.add(require(moved.gradientNorm()), 1);
        rows += batchRows;
        learntUntil = System.nanoTime();
    }

    double require(double value) {
        if (!(Math.abs(value) < LOST)) {
            throw new Diverged(epoch, value);
        }
        return value;
    }

    double loss() {
        return loss.value();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Adds what is told of an epoch beside its losses and scores. */
    void tell(Map<String, Double> metrics) {
        Double validation = metrics.get(Metrics.VALIDATION_LOSS);
        if (validation != null) {
            metrics.put(Metrics.GENERALISATION_GAP, validation - loss.value());
        }
        metrics.put(Metrics.GRADIENT_NORM, gradientNorm.value());
        metrics.put(Metrics.ROWS_PER_SECOND, rows / ((learntUntil - start) / 1e9));
        metrics.put(Metrics.ETA_SECONDS, seconds() * (epochs - epoch));
    }
}
