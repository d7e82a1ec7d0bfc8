package dev.fairway.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.feature.Rows;
import dev.fairway.registry.Evaluation.Baseline;
import dev.fairway.registry.Evaluation.Range;
import dev.fairway.training.course.Material;
import dev.fairway.training.examples.Labels;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.prepare.Samples;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BaselinesTests {

    @Test
    void theMostFrequentClassIsThatOfTheTrainingRows() {
        Baseline majority = baselines(classes(1, 1, 0), classes(0, 1, 0, 0), null, Map.of()).getFirst();
        assertThat(majority.name()).isEqualTo("majority_class");
        assertThat(majority.metrics()).containsExactly(Map.entry("accuracy", 0.25));
    }

    @Test
    void onASeriesWhatWasTrueBeforeIsSaidAgain() {
        Baseline noChange = baselines(classes(0), classes(0, 0, 1, 1), classes(0, 0, 0, 1), Map.of()).getLast();
        assertThat(noChange).isEqualTo(new Baseline("no_change", "accuracy", Map.of("accuracy", 0.75), false));
    }

    @Test
    void oneIsBeatenWhereTheWholeIntervalLiesAboveIt() {
        Truth half = classes(0, 1);
        assertThat(baselines(half, half, null, Map.of("accuracy", new Range(0.51, 0.9)))).allMatch(Baseline::beaten);
        assertThat(baselines(half, half, null, Map.of("accuracy", new Range(0.49, 0.9)))).noneMatch(Baseline::beaten);
    }

    @Test
    void aQuantityIsComparedWithTheMeanByItsErrors() {
        Truth quantity = new Truth.Quantity(new double[]{1, 3});
        Baseline mean = baselines(quantity, quantity, null, Map.of("rmse", new Range(0.5, 0.9))).getFirst();
        assertThat(mean.name()).isEqualTo("training_mean");
        assertThat(mean.metrics()).containsEntry("rmse", 1.0).containsEntry("r2", 0.0);
        assertThat(mean.beaten()).isTrue();
    }

    private static Truth classes(int... indices) {
        return new Truth.Classes(new Labels(List.of("a", "b")), indices);
    }

    private static List<Baseline> baselines(
            Truth train,
            Truth heldOut,
            @Nullable Truth before,
            Map<String, Range> intervals) {
        Samples samples = new Samples(heldOut.rows(), List.of(), new float[heldOut.rows()], new float[heldOut.rows()]);
        return new Baselines(train, new Material.Part(samples, heldOut, new Rows(heldOut.rows(), Map.of()), before),
                intervals).all();
    }
}
