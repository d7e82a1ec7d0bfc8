package dev.fairway.training.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a trial stands.
 *
 * @param number tells trials apart; lower ones are begun first
 * @param rung the leg that it was sent on last, from 0; -1 before the first
 * @param results the metric at the end of each leg that it has done; null where that was no number
 */
public record Standing(int number, State state, int rung, List<@Nullable Double> results) {

    /** What can be done with a trial. */
    public enum State {
        /** It can be begun. */
        WAITING,
        /** It is under way. */
        RUNNING,
        /** It has come to the end of a leg and can be sent on. */
        RESTING,
        /** It learns no more: all epochs are done, or it stopped by itself, or failed. */
        OVER
    }

    /** The metric after the newest leg that it has done; null when there is none. */
    public @Nullable Double value() {
        return results.isEmpty() ? null : results.getLast();
    }
}
