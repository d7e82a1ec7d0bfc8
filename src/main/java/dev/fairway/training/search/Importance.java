package dev.fairway.training.search;

import dev.fairway.statistics.DistanceCorrelation;
import dev.fairway.training.TrialTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * How much each parameter has to do with the results of a search.
 *
 * <p>The measure is the distance correlation with the rank of the result. It sees a dependence of any shape, also a
 * learning rate that is best in the middle, takes numbers and words alike, and is computed from the trials themselves,
 * without a model of them that would have to be trusted first. Only the first rung is looked at: all trials have been
 * there, while the later ones hold those that did well, after more epochs.
 */
public final class Importance {

    /** With fewer trials the correction for chance leaves nothing to be told. */
    private static final int LEAST = 8;

    private final SearchPlan plan;
    private final List<Map<String, JsonNode>> params = new ArrayList<>();
    private final List<Double> results = new ArrayList<>();

    public Importance(SearchPlan plan) {
        this.plan = plan;
    }

    /** @param trial where the trial with these values stands; one without a result is left out */
    public void add(Map<String, JsonNode> values, Standing trial) {
        if (!trial.results().isEmpty() && trial.results().getFirst() != null) {
            params.add(values);
            results.add(Objects.requireNonNull(trial.results().getFirst()));
        }
    }

    /** The most important first; empty where there are too few trials. */
    public List<TrialTable.Importance> measured() {
        if (results.size() < LEAST) {
            return List.of();
        }
        double[] ranks = DistanceCorrelation.ranks(results.stream().mapToDouble(Double::doubleValue).toArray());
        double[][] result = DistanceCorrelation.distances(ranks);
        return plan.space()
                .stream()
                .map(d -> new TrialTable.Importance(d.path(), DistanceCorrelation.of(distances(d), result),
                        results.size()))
                .sorted(Comparator.comparingDouble(TrialTable.Importance::importance).reversed())
                .toList();
    }

    /** Numbers by the distance of their ranks, so that a scale does not matter; anything else is alike or not. */
    private double[][] distances(Dimension dimension) {
        List<JsonNode> values = params.stream().map(p -> p.get(dimension.path())).toList();
        return values.stream().allMatch(JsonNode::isNumber)
                ? DistanceCorrelation
                        .distances(DistanceCorrelation.ranks(values.stream().mapToDouble(JsonNode::asDouble).toArray()))
                : DistanceCorrelation.differences(values);
    }
}
