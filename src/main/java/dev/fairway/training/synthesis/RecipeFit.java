package dev.fairway.training.synthesis;

import dev.fairway.feature.Column;
import dev.fairway.feature.RowRecipe;
import dev.fairway.feature.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds in the training rows what it takes to make raw rows of what a network makes. */
public final class RecipeFit {

    private static final int KNOTS = 129;
    /** The least and the greatest value are somebody's: what lies beyond these shares is left out. */
    private static final double EDGE = 0.005;
    private static final int MOST_DECIMALS = 6;

    private RecipeFit() {}

    /** @param mostCategories words of a column that are made; rarer ones become no word */
    public static RowRecipe of(Rows train, int noise, int mostCategories) {
        List<RowRecipe.Part> parts = new ArrayList<>();
        train.columns().forEach((name, column) -> {
            if (column instanceof Column.Numbers(double[] values)) {
                parts.add(quantity(name, values));
            }
        });
        train.columns().forEach((name, column) -> {
            if (column instanceof Column.Words words) {
                parts.add(new RowRecipe.Category(name, categories(words.values(), mostCategories)));
            }
        });
        return new RowRecipe(noise, parts, null);
    }

    private static RowRecipe.Quantity quantity(String name, double[] values) {
        double[] sorted = DoubleStream.of(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new RowRecipe.Quantity(name, List.of(0.0), 0);
        }
        List<Double> knots = IntStream.range(0, KNOTS)
                .mapToDouble(k -> EDGE + (1 - 2 * EDGE) * k / (KNOTS - 1))
                .mapToObj(share -> sorted[(int) Math.round(share * (sorted.length - 1))])
                .toList();
        return new RowRecipe.Quantity(name, knots, decimals(sorted));
    }

    private static int decimals(double[] values) {
        int most = 0;
        for (int i = 0; i < values.length && most < MOST_DECIMALS; i++) {
            most = Math.max(most, BigDecimal.valueOf(values[i]).stripTrailingZeros().scale());
        }
        return Math.min(most, MOST_DECIMALS);
    }

    private static List<String> categories(@Nullable String[] words, int most) {
        Map<String, Integer> counts = new HashMap<>();
        Arrays.stream(words).forEach(word -> {
            if (word != null) {
                counts.merge(word, 1, Integer::sum);
            }
        });
        return counts.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
