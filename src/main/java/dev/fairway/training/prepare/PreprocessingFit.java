package dev.fairway.training.prepare;

import dev.fairway.feature.Column;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Preprocessing.Encode;
import dev.fairway.feature.Preprocessing.Standardise;
import dev.fairway.feature.Rows;
import dev.fairway.training.TrainSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Fits the steps from raw rows to tensors on the training rows. */
public final class PreprocessingFit {

    private PreprocessingFit() {}

    public static Preprocessing of(Rows train, TrainSpec.Steps steps) {
        return new Preprocessing(train.columns()
                .entrySet()
                .stream()
                .map(column -> step(column.getKey(), column.getValue(), steps))
                .toList());
    }

    private static Preprocessing.Step step(String name, Column column, TrainSpec.Steps steps) {
        return switch (column) {
            case Column.Numbers(double[] values) -> standardise(name, values, steps.missing());
            case Column.Words words -> new Encode(name, categories(words.values(), steps.maxCategories()));
        };
    }

    /** The mean and the scale are those of the column after imputation, so that the network sees mean 0, variance 1. */
    private static Standardise standardise(String name, double[] values, TrainSpec.Steps.Missing missing) {
        double[] present = DoubleStream.of(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        double imputed = present.length == 0 ? 0 : switch (missing) {
            case IMPUTE -> median(present);
            case MEAN -> Arrays.stream(present).average().orElse(0);
        };
        Moments moments = Moments.of(DoubleStream.of(values).map(v -> Double.isNaN(v) ? imputed : v).toArray());
        return new Standardise(name, imputed, moments.mean(), moments.scale());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }

    /** The most frequent words first, equally frequent ones in alphabetical order. */
    private static List<String> categories(@Nullable String[] values, int most) {
        Map<String, Integer> counts = new HashMap<>();
        for (String value : values) {
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        return counts.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
