package dev.fairway.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of thirty features: twenty numbers and ten words of twenty categories, one in fifty missing. */
public final class Table {

    private static final int NUMBERS = 20;
    private static final int WORDS = 10;
    private static final List<String> CATEGORIES = IntStream.range(0, 20).mapToObj("category %d"::formatted).toList();

    private final Random random = new Random(7);

    public Schema schema() {
        List<Feature> features = new ArrayList<>();
        IntStream.range(0, NUMBERS).forEach(f -> features.add(new Feature.Numeric("number " + f)));
        IntStream.range(0, WORDS).forEach(f -> features.add(new Feature.Categorical("word " + f, CATEGORIES)));
        return new Schema(Task.BINARY_CLASSIFICATION, features, new Target.Classes("loan", List.of("no", "yes")));
    }

    Preprocessing preprocessing() {
        List<Step> steps = new ArrayList<>();
        IntStream.range(0, NUMBERS).forEach(f -> steps.add(new Step.Scale("number " + f, 0, 0, 1)));
        IntStream.range(0, WORDS).forEach(f -> steps.add(new Step.Encode("word " + f, CATEGORIES)));
        return new Preprocessing(steps);
    }

    public Rows rows(int count) {
        Map<String, Column> columns = new LinkedHashMap<>();
        IntStream.range(0, NUMBERS).forEach(f -> columns.put("number " + f, numbers(count)));
        IntStream.range(0, WORDS).forEach(f -> columns.put("word " + f, words(count)));
        return new Rows(count, columns);
    }

    /** What a model may say of so many rows. */
    public Predictions.Classified predictions(int count) {
        return new Predictions.Classified(List.of("no", "yes"), random.ints(count, 0, 2).toArray(),
                new float[2 * count]);
    }

    private Column numbers(int count) {
        double[] values = random.doubles(count).map(value -> value < 0.02 ? Double.NaN : random.nextGaussian()).toArray();
        return new Column.Numbers(values);
    }

    private Column words(int count) {
        @Nullable
        String[] values = new @Nullable String[count];
        for (int row = 0; row < count; row++) {
            values[row] = random.nextInt(50) == 0 ? null : CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        }
        return new Column.Words(values);
    }
}
