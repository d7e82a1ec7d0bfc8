package dev.fairway.training.djl.optimise;

import dev.fairway.training.spec.Optimizer;
import dev.fairway.training.spec.Schedule;
import java.util.Objects;

/**
 * The learning rate of each step: a linear warm-up, then what the schedule says.
 *
 * @param steps of all epochs
 * @param perEpoch steps of one
 */
public record LearningRates(Optimizer settings, long steps, long perEpoch) {

    /**
     * @param step from 0 on
     * @param plateaus how often the watched metric has stood still so far
     */
    public double at(long step, int plateaus) {
        long warmup = Math.min(settings.warmupSteps(), steps / 2);
        if (step < warmup) {
            return settings.learningRate() * (step + 1) / warmup;
        }
        Schedule schedule = settings.schedule();
        return switch (schedule.type()) {
            case CONSTANT -> settings.learningRate();
            case COSINE -> {
                double done = (double) (step - warmup) / Math.max(1, steps - warmup);
                yield settings.learningRate() * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
            }
            case STEP -> lowered(step / perEpoch / Objects.requireNonNull(schedule.every()));
            case PLATEAU -> lowered(plateaus);
        };
    }

    private double lowered(long times) {
        return settings.learningRate() * Math.pow(Objects.requireNonNull(settings.schedule().factor()), (double) times);
    }
}
