package dev.fairway.registry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a version did on the rows of its data set: {@code evaluation.json}.
 *
 * @param splits metrics by split ({@code train}, {@code validation}, {@code test}) and name ({@code accuracy},
 *     {@code auroc}, {@code f1}, {@code log_loss}, {@code ece}; {@code rmse}, {@code mae}, {@code r2})
 * @param groups metrics of the test rows per value of each protected attribute
 */
public record Evaluation(Map<String, Map<String, Double>> splits, List<Group> groups) {

    public Evaluation {
        splits = Map.copyOf(splits);
        groups = List.copyOf(groups);
    }

    /**
     * @param attribute protected attribute
     * @param value its value that makes the group
     * @param rows test rows of the group
     * @param favourable share of them that was predicted a favourable label; null where none is declared
     * @param metrics as per split
     */
    public record Group(
            String attribute,
            String value,
            long rows,
            @Nullable Double favourable,
            Map<String, Double> metrics) {

        public Group {
            metrics = Map.copyOf(metrics);
        }
    }
}
