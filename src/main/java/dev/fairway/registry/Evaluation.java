package dev.fairway.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How well a version did on the rows of its data set: {@code evaluation.json}.
 *
 * @param splits metrics by split ({@code train}, {@code validation}, {@code test}) and name ({@code accuracy},
 *     {@code auroc}, {@code f1}, {@code log_loss}, {@code ece}; {@code rmse}, {@code mae}, {@code r2})
 * @param groups metrics of the held-out rows per value of each protected attribute
 * @param slices the same per value of further columns that somebody wanted to see
 * @param intervals where the metrics of the held-out rows lie with 95 % confidence, by name
 * @param baselines how well those do on the held-out rows who have learnt nothing
 * @param calibration how the probabilities were put right; null where they were not
 * @param export what writing the network with fewer bits did to it; null where it was written as it was learnt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        Map<String, Map<String, Double>> splits,
        List<Group> groups,
        List<Group> slices,
        Map<String, Range> intervals,
        List<Baseline> baselines,
        @Nullable Calibration calibration,
        @Nullable Export export) {

    public Evaluation {
        splits = Map.copyOf(splits);
        groups = List.copyOf(groups);
        slices = List.copyOf(Objects.requireNonNullElse(slices, List.of()));
        intervals = Map.copyOf(Objects.requireNonNullElse(intervals, Map.of()));
        baselines = List.copyOf(Objects.requireNonNullElse(baselines, List.of()));
    }

    public Evaluation(Map<String, Map<String, Double>> splits, List<Group> groups) {
        this(splits, groups, List.of(), Map.of(), List.of(), null, null);
    }

    /**
     * What is to be beaten for anything to have been learnt.
     *
     * @param name {@code majority_class} (the most frequent class of the training rows), {@code training_mean}, or
     *     {@code no_change} (what was true just before, where rows were dealt out by time)
     * @param metrics of the held-out rows, by name
     * @param beaten whether the version is better by the metric that {@link #metric} names, with 95 % confidence
     */
    public record Baseline(String name, String metric, Map<String, Double> metrics, boolean beaten) {

        public Baseline {
            metrics = Map.copyOf(metrics);
        }
    }

    /** From where to where. */
    public record Range(double low, double high) {}

    /**
     * One temperature for all logits (Guo et al. 2017, arXiv:1706.04599), fitted on the validation rows, and what it
     * does to the held-out rows.
     *
     * @param temperature what logits are divided by
     * @param before metrics of the held-out rows without it: {@code ece} and {@code log_loss}
     * @param after the same metrics with it
     */
    public record Calibration(double temperature, Map<String, Double> before, Map<String, Double> after) {}

    /**
     * What it cost to write the network with fewer bits.
     *
     * @param precision {@code float16} or {@code int8}
     * @param sizeBefore bytes of the network's file with all bits, and {@code sizeAfter} with fewer
     * @param before metrics of the held-out rows with all bits, and {@code after} with fewer, each calibrated by itself
     * @param greatestDifference of any output for any row of the data set
     */
    public record Export(
            String precision,
            long sizeBefore,
            long sizeAfter,
            Map<String, Double> before,
            Map<String, Double> after,
            double greatestDifference) {

        public Export {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /**
     * @param attribute the column
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
