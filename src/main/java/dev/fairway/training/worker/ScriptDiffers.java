package dev.fairway.training.worker;

/** The written network does not say what the trained one says. */
final class ScriptDiffers extends RuntimeException {

    ScriptDiffers(double difference) {
        super("the written network differs from the trained one by %s".formatted(difference));
    }
}
