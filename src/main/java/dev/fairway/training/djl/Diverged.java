package dev.fairway.training.djl;

/** The loss is no number any more, or far from any that could still come down. */
public final class Diverged extends RuntimeException {

    Diverged(int epoch, double loss) {
        super("the loss became %s in epoch %d".formatted(loss, epoch));
    }
}
