package dev.fairway.training.request;

import dev.fairway.training.Metrics;
import dev.fairway.training.search.Dimension;
import dev.fairway.training.search.Domain;
import dev.fairway.training.search.Drafts;
import dev.fairway.training.search.SearchPlan;
import dev.fairway.training.search.SearchPlan.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the section {@code search} of a request. Which paths and values its space may have is not known here: the job of
 * each trial is read as any other, see {@link Drafts}.
 *
 * @param metrics the validation metrics of the job's task
 */
record RequestedSearch(Fields fields, List<String> metrics) {

    /** What must be the same for all trials, or they could not be compared, or would not be trials of one job. */
    private static final Map<String, String> FIXED = Map.ofEntries(Map.entry("model", "is the model of all trials"),
            Map.entry("dataset", "is what all trials learn from"),
            Map.entry("target", "is what all trials are to predict"), Map.entry("task", "is what all trials are to do"),
            Map.entry("split", "decides which rows trials are compared on"),
            Map.entry("seed", "decides which rows trials are compared on"),
            Map.entry("fairness", "is looked at after the search, for the best trial"),
            Map.entry("gate", "is for the best trial, after the search"),
            Map.entry("on_success", "is for the best trial, after the search"),
            Map.entry("priority", "is that of the search"), Map.entry("device", "is that of the search"),
            Map.entry("search", "cannot be searched over"));
    private static final Set<String> LOSSES = Set.of("loss", "class_weights");
    private static final int TRIALS = 20;
    private static final int REDUCTION = 4;

    /**
     * @param epochs of a trial that is never stopped, unless the section says otherwise
     * @param stopping the metric that early stopping watches
     */
    SearchPlan read(int epochs, long seed, String stopping) {
        Method method = fields.choice("method", Method.RANDOM);
        String metric = fields.word("metric", stopping, metrics);
        List<Dimension> space = space(method, metric);
        SearchPlan.Halving halving = halving(method, epochs);
        int trials = trials(method, space);
        var mode = fields.choice("mode", Metrics.lessIsBetter(metric) ? SearchPlan.Mode.MIN : SearchPlan.Mode.MAX);
        int maxFailed = fields.whole("max_failed_trials", Math.ceilDiv(trials, 2), 0, Drafts.most());
        Integer parallel = fields.has("parallel") ? fields.whole("parallel", 1, 1, Drafts.most()) : null;
        SearchPlan plan = new SearchPlan(method, trials, fields.whole("seed", seed, 0, Long.MAX_VALUE), metric, mode,
                maxFailed, parallel, timeout(), halving, space);
        fields.end();
        return plan;
    }

    private @Nullable Duration timeout() {
        return fields.has("timeout") ? fields.duration("timeout", TrainDefaults.TIMEOUT, TrainDefaults.SHORTEST_TIMEOUT,
                TrainDefaults.LONGEST_TIMEOUT) : null;
    }

    private int trials(Method method, List<Dimension> space) {
        long combinations = Drafts.combinations(space).orElse(Long.MAX_VALUE);
        if (method != Method.GRID) {
            int trials = fields.whole("trials", TRIALS, 1, Drafts.most());
            return (int) Math.min(trials, Math.max(1, combinations));
        }
        if (!space.isEmpty() && combinations > Drafts.most()) {
            fields.wrong("space", "its grid has more than %d combinations; name fewer values, or search at random"
                    .formatted(Drafts.most()));
        }
        int trials = fields.whole("trials", (int) Math.min(combinations, Drafts.most()), 1, Drafts.most());
        if (fields.has("trials") && trials < combinations) {
            fields.wrong("trials", "a grid tries all of its %d combinations, not %d; leave it out, or search at random"
                    .formatted(combinations, trials));
        }
        return trials;
    }

    private SearchPlan.@Nullable Halving halving(Method method, int epochs) {
        if (method != Method.ASHA) {
            for (String name : List.of("min_epochs", "max_epochs", "reduction_factor")) {
                if (fields.has(name)) {
                    fields.wrong(name, "is for the method asha only");
                }
            }
            return null;
        }
        int most = fields.whole("max_epochs", epochs, 1, 10_000);
        int least = fields.whole("min_epochs", 1, 1, 10_000);
        if (least > most) {
            fields.wrong("min_epochs", "must be at most max_epochs, %d, not %d".formatted(most, least));
        }
        return new SearchPlan.Halving(least, most, fields.whole("reduction_factor", REDUCTION, 2, 100));
    }

    private List<Dimension> space(Method method, String metric) {
        Fields space = fields.section("space");
        if (space.names().isEmpty()) {
            fields.wrong("space", "must name the fields to search over, such as"
                    + " {\"optimizer.learning_rate\": {\"log_uniform\": [0.0001, 0.1]}}");
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (String path : space.names()) {
            String root = path.split("[.]", 2)[0];
            Domain domain = new RequestedDomain(space, path).read();
            if (FIXED.containsKey(root)) {
                space.wrong(path, FIXED.get(root) + "; it cannot be searched over");
            } else if (root.equals("epochs") && method == Method.ASHA) {
                space.wrong(path, "is what asha shares out; give search.max_epochs");
            } else if (LOSSES.contains(root) && metric.equals(Metrics.VALIDATION_LOSS)) {
                space.wrong(path, "trials of different losses cannot be compared by their loss; choose search.metric");
            } else if (method == Method.GRID && domain != null && domain.all().isEmpty()) {
                space.wrong(path, "has values without number; a grid takes values, int_uniform or quantised_uniform");
            } else if (domain != null) {
                dimensions.add(new Dimension(path, domain));
            }
        }
        return dimensions;
    }

}
