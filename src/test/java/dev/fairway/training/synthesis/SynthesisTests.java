package dev.fairway.training.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.feature.Column;
import dev.fairway.feature.RowRecipe;
import dev.fairway.feature.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows to vectors and back, and what is measured of made ones. */
class SynthesisTests {

    private static final int ROWS = 2_000;

    @Test
    void rowsBecomeVectorsAndVectorsRowsAgain() {
        Rows rows = rows(1, 0);
        RowRecipe recipe = RecipeFit.of(rows, 4, 100);
        float[][] vectors = recipe.vectors(rows);
        Rows again = recipe.rows(flat(vectors), new SplittableRandom(3));
        assertThat(again.words("kind")).isEqualTo(rows.words("kind"));
        for (int row = 0; row < ROWS; row++) {
            double value = Math.clamp(rows.numbers("value")[row], -2.2, 2.2);
            assertThat(Math.clamp(again.numbers("value")[row], -2.2, 2.2)).isCloseTo(value, within(0.2));
        }
    }

    @Test
    void numbersAreReadByTheirRanks() {
        RowRecipe recipe = RecipeFit.of(rows(1, 0), 4, 100);
        RowRecipe.Quantity quantity = (RowRecipe.Quantity) recipe.parts().getFirst();
        assertThat(quantity.rank(0)).isCloseTo(0, within(0.1f));
        assertThat(quantity.rank(100)).isCloseTo((float) Math.sqrt(3), within(1e-6f));
        assertThat(quantity.rank(-100)).isCloseTo((float) -Math.sqrt(3), within(1e-6f));
        assertThat(quantity.rank(Double.NaN)).isZero();
    }

    @Test
    void equalValuesShareTheMiddleOfTheirRanks() {
        double[] mostlyNothing = new double[ROWS];
        Arrays.setAll(mostlyNothing, row -> row % 4 == 0 ? row : 0);
        RowRecipe recipe = RecipeFit.of(new Rows(ROWS, Map.of("x", new Column.Numbers(mostlyNothing))), 4, 100);
        RowRecipe.Quantity quantity = (RowRecipe.Quantity) recipe.parts().getFirst();
        assertThat(quantity.rank(0)).isCloseTo((float) (Math.sqrt(3) * (2 * 0.375 - 1)), within(0.05f));
        assertThat(quantity.decimals()).isZero();
    }

    @Test
    void rowsOfTheSameKindAreAlikeAndOthersAreNot() {
        RowRecipe recipe = RecipeFit.of(rows(1, 0), 4, 100);
        Map<String, Double> same = new Likeness(recipe, recipe.vectors(rows(1, 0)), recipe.vectors(rows(2, 0)))
                .scores(7);
        Map<String, Double> others = new Likeness(recipe, recipe.vectors(rows(1, 0)), recipe.vectors(rows(2, 1.5)))
                .scores(7);
        assertThat(same.get("js_distance")).isLessThan(0.05);
        assertThat(same.get("detection_auroc")).isCloseTo(0.5, within(0.06));
        assertThat(others.get("worst_js_distance")).isGreaterThan(0.4);
        assertThat(others.get("detection_auroc")).isGreaterThan(0.8);
    }

    @Test
    void aNetworkThatGivesItsRowsAwayIsSeen() {
        RowRecipe recipe = RecipeFit.of(rows(1, 0), 4, 100);
        float[][] learnt = recipe.vectors(rows(1, 0));
        float[][] heldOut = recipe.vectors(rows(2, 0));
        RowRecipe.Privacy copied = new Nearness(learnt, heldOut, learnt).measure();
        assertThat(copied.copies()).isEqualTo(ROWS);
        assertThat(copied.note()).contains("no protection of privacy", "2000 are the same as one");
        RowRecipe.Privacy fresh = new Nearness(learnt, heldOut, recipe.vectors(rows(3, 0))).measure();
        assertThat(fresh.closer()).isLessThan(0.05);
    }

    private static float[] flat(float[][] vectors) {
        float[] flat = new float[vectors.length * vectors[0].length];
        for (int row = 0; row < vectors.length; row++) {
            System.arraycopy(vectors[row], 0, flat, row * vectors[0].length, vectors[0].length);
        }
        return flat;
    }

    private static Rows rows(long seed, double shift) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[ROWS];
        @Nullable
        String[] words = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[row] = random.nextGaussian() + shift;
            words[row] = row % 10 == 0 ? null : random.nextInt(3) == 0 ? "a" : "b";
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("value", new Column.Numbers(values));
        columns.put("kind", new Column.Words(words));
        return new Rows(ROWS, Objects.requireNonNull(columns));
    }
}
