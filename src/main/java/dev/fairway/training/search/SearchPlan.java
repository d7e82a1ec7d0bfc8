package dev.fairway.training.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for, and how.
 *
 * @param trials trials at most; a space with fewer combinations has fewer
 * @param seed start of the draws; the same plan draws the same trials
 * @param metric what trials are compared by: a validation metric, after the best epoch of each
 * @param maxFailedTrials the search fails once more trials than this have failed
 * @param parallel trials that run or wait for a slot at the same time; null: as many as there are slots
 * @param timeout longest time from the start of the first trial; then the best one so far wins. Null for no limit
 * @param halving when trials are compared and stopped; null where each goes to its own end
 */
public record SearchPlan(
        Method method,
        int trials,
        long seed,
        String metric,
        Mode mode,
        int maxFailedTrials,
        @Nullable Integer parallel,
        @Nullable Duration timeout,
        @Nullable Halving halving,
        List<Dimension> space) {

    public SearchPlan {
        space = List.copyOf(space);
    }

    /** How the values are chosen. */
    public enum Method {
        /** Every combination. */
        @JsonProperty("grid")
        GRID,
        /** Independent draws. */
        @JsonProperty("random")
        RANDOM,
        /** Independent draws, of which those that do badly are stopped early. */
        @JsonProperty("asha")
        ASHA;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which values of the metric are the better ones. */
    public enum Mode {
        @JsonProperty("max")
        MAX, @JsonProperty("min")
        MIN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The better value first, and one that is no number last. */
        public Comparator<@Nullable Double> bestFirst() {
            Comparator<Double> order = this == MAX ? Comparator.<Double>naturalOrder().reversed()
                    : Comparator.<Double>naturalOrder();
            return Comparator.nullsLast(order);
        }
    }

    /**
     * The resource of successive halving, in epochs.
     *
     * @param minEpochs no trial is stopped before
     * @param maxEpochs of a trial that is never stopped
     * @param reductionFactor one of so many trials goes on from each rung
     */
    public record Halving(int minEpochs, int maxEpochs, int reductionFactor) {

        /**
         * Epochs at the end of each rung, the last being {@code maxEpochs}. They are counted down from it, so that the
         * last rung is a whole training even where it is no power of the reduction factor.
         */
        public List<Integer> rungs() {
            List<Integer> rungs = new ArrayList<>();
            for (double epochs = maxEpochs; rungs.isEmpty()
                    || Math.round(epochs) >= minEpochs; epochs /= reductionFactor) {
                rungs.addFirst((int) Math.round(epochs));
            }
            return List.copyOf(rungs);
        }
    }

    /** Epochs at the end of each rung; empty where each trial goes to its own end. */
    public List<Integer> rungs() {
        return halving == null ? List.of() : halving.rungs();
    }

    /** Parts that the way of a trial has. */
    public int legs() {
        return Math.max(1, rungs().size());
    }
}
