package dev.fairway.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How far a search has come.
 *
 * @param waiting trials that were not begun
 * @param running trials that learn or wait for a slot
 * @param pruned trials that were stopped early, because others were better; a later comparison may let one go on
 * @param completed trials that came to their own end
 * @param epochs epochs that all trials together have done
 * @param fullEpochs epochs that they would do if none were stopped early
 * @param best the best trial so far
 */
public record SearchProgress(
        String method,
        int trials,
        int waiting,
        int running,
        int pruned,
        int completed,
        int failed,
        int epochs,
        int fullEpochs,
        @Nullable Leader best) {

    /**
     * @param trial id of its job
     * @param value the metric of the search after the trial's best epoch
     */
    public record Leader(String trial, int number, Map<String, JsonNode> params, String metric, double value) {}
}
