package dev.fairway.inference.generation;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.feature.RowRecipe;
import dev.fairway.feature.Rows;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Terms;
import dev.fairway.inference.codec.TensorCodec;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes rows that never were, a run of the network for some of them at a time, through the version's queue. */
@Component
public class Synthesis {

    private static final int AT_ONCE = 512;

    private final InferenceProperties properties;

    Synthesis(InferenceProperties properties) {
        this.properties = properties;
    }

    /** How a version makes rows; null for one that does not. */
    public static @Nullable RowRecipe recipe(ServedVersion version) {
        return version.codec() instanceof TensorCodec codec ? codec.recipe() : null;
    }

    /**
     * @param seed the same version, seed and number give the same rows
     * @param terms how long all of it may take
     * @throws Refusal when the version makes no rows, or not in time
     */
    public List<Rows> make(ServedVersion version, int count, long seed, Terms terms) {
        return Serving.measured(version, Protocol.GENERATE, () -> {
            RowRecipe recipe = recipe(version);
            if (recipe == null) {
                throw Refusal.invalid("model", "version %s makes no rows; train a gan".formatted(version.id()));
            }
            long end = System.nanoTime() + Objects.requireNonNull(terms.or(properties.timeout()).timeout()).toNanos();
            SplittableRandom random = new SplittableRandom(seed);
            List<Rows> made = new ArrayList<>();
            for (int from = 0; from < count; from += AT_ONCE) {
                Duration left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
                made.add(make(version, recipe, Math.min(AT_ONCE, count - from), random,
                        new Terms(left, terms.priority(), terms.gone())));
            }
            return made;
        });
    }

    private static Rows make(ServedVersion version, RowRecipe recipe, int count, SplittableRandom random, Terms terms) {
        ByteBuffer data = Tensor.allocate(count * recipe.noise(), DataType.FP32);
        for (float number : recipe.noise(count, random)) {
            data.putFloat(number);
        }
        String input = version.codec().signature().inputs().getFirst().name();
        Tensor noise = new Tensor(input, DataType.FP32, List.of(count, recipe.noise()), data.flip());
        return recipe.rows(version.run(List.of(noise), terms).getFirst().toFloats(), random);
    }

    /** A value of a row: a number, a word, or null for none. */
    public static @Nullable Object cell(Map.Entry<String, Column> column, int row) {
        return switch (column.getValue()) {
            case Column.Numbers(double[] values) -> Double.isNaN(values[row]) ? null : (Object) values[row];
            case Column.Words words -> words.values()[row];
        };
    }
}
