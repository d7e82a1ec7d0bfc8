package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How the rows that a network makes of noise become raw ones, and what is known of them: {@code generator.json}. A made row
 * is a figure per numeric column, then the chances of each category of each categorical one.
 *
 * @param noise numbers that a row is made of, normally distributed
 * @param parts the columns, the numeric ones first
 * @param privacy how near made rows come to those that were learnt from; null before that was measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowRecipe(int noise, List<Part> parts, @Nullable Privacy privacy) {

    public RowRecipe {
        parts = List.copyOf(parts);
    }

    /** One column. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({@JsonSubTypes.Type(value = Quantity.class, name = "quantity"),
            @JsonSubTypes.Type(value = Category.class, name = "category")})
    public sealed interface Part {

        String column();

        /** Numbers of a made row that are its. */
        int width();
    }

    /**
     * Numbers, which the network knows by their rank: evenly from −√3 to √3, so that it need not learn how they are
     * distributed.
     *
     * @param knots quantiles of the training rows at even steps, ascending
     * @param decimals that the training rows have at most
     */
    public record Quantity(String column, List<Double> knots, int decimals) implements Part {

        private static final double REACH = Math.sqrt(3);

        public Quantity {
            knots = List.copyOf(knots);
        }

        @Override
        public int width() {
            return 1;
        }

        /** What the network reads of a value; that of the median where it is missing. */
        public float rank(double value) {
            if (Double.isNaN(value) || knots.size() < 2) {
                return 0;
            }
            double[] sorted = knots.stream().mapToDouble(Double::doubleValue).toArray();
            // Equal values share the middle of their ranks.
            double rank = (place(sorted, value, false) + place(sorted, value, true)) / 2 / (sorted.length - 1);
            return (float) (REACH * (2 * rank - 1));
        }

        private static double place(double[] sorted, double value, boolean behind) {
            int at = 0;
            while (at < sorted.length && (behind ? sorted[at] <= value : sorted[at] < value)) {
                at++;
            }
            if (at == 0 || at == sorted.length || (!behind && sorted[at] == value)) {
                return Math.min(at, sorted.length - 1);
            }
            if (sorted[at - 1] == value) {
                return at - 1;
            }
            return at - 1 + (value - sorted[at - 1]) / (sorted[at] - sorted[at - 1]);
        }

        double value(float rank) {
            double place = Math.clamp((rank / REACH + 1) / 2, 0, 1) * (knots.size() - 1);
            int below = Math.min((int) place, Math.max(0, knots.size() - 2));
            double low = knots.get(below);
            double high = knots.get(Math.min(below + 1, knots.size() - 1));
            double value = low + (high - low) * (place - below);
            return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
        }
    }

    /** @param categories words of the training rows; index 0 of the chances is that of no word, the others follow */
    public record Category(String column, List<String> categories) implements Part {

        public Category {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size() + 1;
        }

        @Nullable
        String word(float[] made, int from, SplittableRandom random) {
            double left = random.nextDouble();
            for (int i = 0; i < categories.size(); i++) {
                left -= made[from + i];
                if (left < 0) {
                    return i == 0 ? null : categories.get(i - 1);
                }
            }
            return categories.getLast();
        }
    }

    /**
     * How near made rows lie to those that were learnt from, held against rows that were not: a network that gives its
     * training rows away makes many that are nearer to one than other people's rows are.
     *
     * @param rows made rows that were looked at
     * @param closer share of them that are nearer to a training row than the nearest hundredth of the held-out rows
     * @param heldOutCloser the same share of the held-out rows, 0.01 by its meaning
     * @param copies made rows that are a training row
     * @param note the same in words
     */
    public record Privacy(int rows, double closer, double heldOutCloser, int copies, String note) {}

    /** Numbers of a made row. */
    public int width() {
        return parts.stream().mapToInt(Part::width).sum();
    }

    public RowRecipe with(Privacy measured) {
        return new RowRecipe(noise, parts, measured);
    }

    /** So many rows of noise. */
    public float[] noise(int rows, SplittableRandom random) {
        float[] numbers = new float[Math.multiplyExact(rows, noise)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /**
     * Made rows as raw ones.
     *
     * @param made what the network gave, row by row
     * @param random draws a word by its chance
     */
    public Rows rows(float[] made, SplittableRandom random) {
        int count = made.length / width();
        Map<String, Column> columns = new LinkedHashMap<>();
        int from = 0;
        for (Part part : parts) {
            columns.put(part.column(), column(part, made, from, random));
            from += part.width();
        }
        return new Rows(count, columns);
    }

    private Column column(Part part, float[] made, int from, SplittableRandom random) {
        int count = made.length / width();
        return switch (part) {
            case Quantity quantity -> {
                double[] values = new double[count];
                Arrays.setAll(values, row -> quantity.value(made[row * width() + from]));
                yield new Column.Numbers(values);
            }
            case Category category -> {
                @Nullable
                String[] words = new String[count];
                for (int row = 0; row < count; row++) {
                    words[row] = category.word(made, row * width() + from, random);
                }
                yield new Column.Words(words);
            }
        };
    }

    /** Raw rows as vectors: ranks of the numbers, and 0 or 1 for each category. */
    public float[][] vectors(Rows rows) {
        float[][] vectors = new float[rows.count()][width()];
        int from = 0;
        for (Part part : parts) {
            int place = from;
            switch (part) {
                case Quantity quantity -> {
                    double[] values = rows.numbers(part.column());
                    for (int row = 0; row < values.length; row++) {
                        vectors[row][place] = quantity.rank(values[row]);
                    }
                }
                case Category category -> {
                    Map<String, Integer> places = HashMap.newHashMap(category.categories().size());
                    category.categories().forEach(word -> places.put(word, places.size() + 1));
                    @Nullable
                    String[] words = rows.words(part.column());
                    for (int row = 0; row < words.length; row++) {
                        String word = words[row];
                        vectors[row][place + (word == null ? 0 : places.getOrDefault(word, 0))] = 1;
                    }
                }
            }
            from += part.width();
        }
        return vectors;
    }
}
