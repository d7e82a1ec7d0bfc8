package dev.fairway.monitoring.bias;

import dev.fairway.feature.Predictions;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The outcomes that favour a person: labels of a class, or ranges of a quantity.
 *
 * @param outcomes labels, or ranges such as {@code >=1000}
 */
public record Favourable(List<String> outcomes) {

    public Favourable {
        outcomes = List.copyOf(outcomes);
    }

    /** Tells for each row of the predictions whether it is favourable. */
    public IntPredicate in(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Classified classified -> {
                Set<String> labels = Set.copyOf(outcomes);
                yield row -> labels.contains(classified.label(row));
            }
            case Predictions.Estimated estimated -> within(estimated.values());
            case Predictions.Scored scored -> within(scored.scores());
        };
    }

    private IntPredicate within(double[] values) {
        List<Range> ranges = outcomes.stream().flatMap(text -> Range.parse(text).stream()).toList();
        return row -> ranges.stream().anyMatch(range -> range.contains(values[row]));
    }
}
