package dev.fairway.training.djl.optimise;

import dev.fairway.training.spec.Optimizer;

/** The learning rate of each step: a linear warm-up, then constant or half a cosine down to nothing. */
public record LearningRates(Optimizer settings, long steps) {

    /** @param step from 0 on */
    public double at(long step) {
        long warmup = Math.min(settings.warmupSteps(), steps / 2);
        if (step < warmup) {
            return settings.learningRate() * (step + 1) / warmup;
        }
        return switch (settings.schedule().type()) {
            case CONSTANT -> settings.learningRate();
            case COSINE -> {
                double done = (double) (step - warmup) / Math.max(1, steps - warmup);
                yield settings.learningRate() * (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
            }
            case STEP, PLATEAU -> throw new IllegalArgumentException("no schedule yet: " + settings.schedule().type());
        };
    }
}
