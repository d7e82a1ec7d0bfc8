package dev.fairway.training.prepare;

import dev.fairway.feature.Feature;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Step;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that learning and judging need, fitted on the training rows.
 *
 * @param schema what the model will read and predict
 * @param preprocessing the fitted steps
 * @param parts the raw rows of each part ({@code train}, {@code validation}, {@code test}) that has any
 * @param samples the same rows as a network reads them
 */
public record Prepared(
        Schema schema,
        Preprocessing preprocessing,
        Map<String, Examples> parts,
        Map<String, Samples> samples) {

    public static Prepared of(TrainSpec spec, ColumnPlan plan, Examples examples, Partition partition) {
        Map<String, Examples> parts = new LinkedHashMap<>();
        partition.parts().forEach((name, rows) -> parts.put(name, examples.select(rows)));
        Examples train = Objects.requireNonNull(parts.get("train"));
        Preprocessing preprocessing = PreprocessingFit.of(plan.features(), train.features(), spec.preprocessing());
        Targets targets = Targets.of(spec, plan.target().column(), train.truth());
        Preprocessing.Fitted fitted = preprocessing.fitted();
        Map<String, Samples> samples = new LinkedHashMap<>();
        parts.forEach((name, part) -> samples.put(name,
                Samples.of(fitted, part.features(), targets.values(part.truth()), targets.weights(part.truth()))));
        return new Prepared(new Schema(plan.task(), features(preprocessing), targets.target()), preprocessing, parts,
                samples);
    }

    private static List<Feature> features(Preprocessing preprocessing) {
        return preprocessing.steps().stream().map(Prepared::feature).toList();
    }

    private static Feature feature(Step step) {
        return switch (step) {
            case Step.Scale numeric -> new Feature.Numeric(numeric.column());
            case Step.OfWords words -> new Feature.Categorical(words.column(), words.known());
            case Step.Dates dates -> new Feature.Time(dates.column());
        };
    }
}
