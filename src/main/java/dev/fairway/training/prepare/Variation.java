package dev.fairway.training.prepare;

import java.util.SplittableRandom;

/** Makes other rows of the same meaning out of those to learn from; rows that are only judged stay as they are. */
@FunctionalInterface
public interface Variation {

    /** Learns from the rows as they are. */
    Variation NONE = (input, _) -> input;

    /**
     * @param input one input of the rows of a batch; it may be changed, nobody else reads it
     * @param random the generator of the epoch, seeded by the job's seed and the epoch's number: nothing else may be
     *     drawn from, or a resumed job would learn something else
     * @return the input to learn from, of the same name and shape
     */
    Input apply(Input input, SplittableRandom random);
}
