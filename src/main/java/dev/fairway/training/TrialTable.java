package dev.fairway.training;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a search has found.
 *
 * @param metric what the trials are compared by, after the best epoch of each
 * @param mode {@code max} or {@code min}: which values are the better ones
 * @param rungs epochs after which trials are compared; empty where each goes to its own end
 * @param items the trials in the order of their numbers
 * @param importance how much each parameter has to do with the result, the most important first; empty below eight
 *     comparable trials
 */
public record TrialTable(
        String search,
        String method,
        String metric,
        String mode,
        List<Integer> rungs,
        List<Trial> items,
        @Nullable String next,
        List<Importance> importance) {

    /**
     * One trial.
     *
     * @param id of its train job
     * @param rank 1 for the best; null for one without a value
     * @param epochs that it has done
     * @param value the metric after its best epoch; null before it was compared
     * @param results the value at the end of each leg
     */
    public record Trial(
            String id,
            int number,
            JobState state,
            @Nullable StopReason stopReason,
            Map<String, JsonNode> params,
            @Nullable Integer rank,
            int epochs,
            @Nullable Double value,
            List<Result> results,
            @Nullable Failure failure) {}

    /**
     * @param epoch epochs done at the end of the leg
     * @param value null when the metric was no number
     */
    public record Result(int epoch, @Nullable Double value) {}

    /**
     * @param importance bias-corrected squared distance correlation of the parameter and the rank of the result
     *     (Székely and Rizzo 2013, arXiv:1209.5166): 0 for none, 1 for a full determination
     * @param trials that it was computed from
     */
    public record Importance(String parameter, double importance, int trials) {}
}
