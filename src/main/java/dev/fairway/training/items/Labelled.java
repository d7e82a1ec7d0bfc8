package dev.fairway.training.items;

import dev.fairway.feature.Column;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a data set that have a class.
 *
 * @param items number of each of them in the data set
 * @param truth their classes
 * @param splits what the layout says each is for; null where it says nothing
 * @param dropped items without a class
 */
public record Labelled(int[] items, Truth.Classes truth, @Nullable String[] splits, int dropped) {

    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    public static Labelled of(int count, IntFunction<@Nullable String> label, IntFunction<@Nullable String> split) {
        int[] items = IntStream.range(0, count).filter(item -> label.apply(item) != null).toArray();
        @Nullable
        String[] labels = new String[items.length];
        @Nullable
        String[] splits = new String[items.length];
        for (int i = 0; i < items.length; i++) {
            labels[i] = label.apply(items[i]);
            splits[i] = split.apply(items[i]);
        }
        return new Labelled(items, Truth.Classes.of(new Column.Words(labels)), splits, count - items.length);
    }

    public int count() {
        return items.length;
    }

    /**
     * Which of them are learnt from, by their places here. What the layout keeps for the test is the test; whatever it
     * does not tell apart is drawn from the rest.
     */
    public Partition partition(TrainSpec.Split split, long seed) {
        int[] test = of(TEST);
        int[] validation = of(VALIDATION);
        int[] rest = IntStream.range(0, count())
                .filter(i -> !TEST.equals(splits[i]) && !VALIDATION.equals(splits[i]))
                .toArray();
        Partition drawn = Partition.of(truth.select(rest), new TrainSpec.Split(split.method(),
                validation.length > 0 ? 0 : split.validation(), test.length > 0 ? 0 : split.test()), seed);
        return new Partition(among(rest, drawn.train()),
                validation.length > 0 ? validation : among(rest, drawn.validation()),
                test.length > 0 ? test : among(rest, drawn.test()));
    }

    private int[] of(String split) {
        return IntStream.range(0, count()).filter(i -> split.equals(splits[i])).toArray();
    }

    private static int[] among(int[] rest, int[] places) {
        return IntStream.of(places).map(place -> rest[place]).toArray();
    }
}
