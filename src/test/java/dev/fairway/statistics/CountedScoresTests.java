package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedScoresTests {

    private static final int ROWS = 200;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void rowsThatCountSeveralTimesScoreAsIfTheyWereThereSoOften(int classes) {
        Random random = new Random(classes);
        int[] truth = random.ints(ROWS, 0, classes).toArray();
        float[] probabilities = probabilities(random, classes);
        int[] counts = random.ints(ROWS, 0, 4).toArray();
        int[] repeated = repeated(counts);
        float[] repeatedProbabilities = new float[repeated.length * classes];
        for (int i = 0; i < repeated.length; i++) {
            System.arraycopy(probabilities, repeated[i] * classes, repeatedProbabilities, i * classes, classes);
        }
        assertEqual(CountedScores.ofClasses(truth, probabilities, classes), counts, ClassificationScores
                .of(IntStream.of(repeated).map(row -> truth[row]).toArray(), repeatedProbabilities, classes));
    }

    @Test
    void quantitiesToo() {
        Random random = new Random(1);
        double[] truth = random.doubles(ROWS).toArray();
        double[] predicted = random.doubles(ROWS).toArray();
        int[] counts = random.ints(ROWS, 0, 4).toArray();
        int[] repeated = repeated(counts);
        assertEqual(CountedScores.ofQuantity(truth, predicted), counts,
                RegressionScores.of(IntStream.of(repeated).mapToDouble(row -> truth[row]).toArray(),
                        IntStream.of(repeated).mapToDouble(row -> predicted[row]).toArray()));
    }

    @Test
    void rowsOfOneClassHaveNoArea() {
        int[] counts = {1, 1, 0};
        float[] probabilities = {0.2f, 0.8f, 0.3f, 0.7f, 0.9f, 0.1f};
        double area = Objects.requireNonNull(CountedScores.ofClasses(new int[]{1, 1, 0}, probabilities, 2).get("auroc"))
                .applyAsDouble(counts);
        assertThat(area).isNaN();
    }

    private static void assertEqual(
            Map<String, ToDoubleFunction<int[]>> counted,
            int[] counts,
            Map<String, Double> expected) {
        assertThat(counted).containsOnlyKeys(expected.keySet());
        counted.forEach((name, score) -> assertThat(score.applyAsDouble(counts)).as(name)
                .isCloseTo(expected.get(name), within(1e-9)));
    }

    /** Few different values, so that many rows tie. */
    private static float[] probabilities(Random random, int classes) {
        float[] probabilities = new float[ROWS * classes];
        for (int row = 0; row < ROWS; row++) {
            int[] parts = random.ints(classes, 1, 4).toArray();
            int sum = IntStream.of(parts).sum();
            for (int c = 0; c < classes; c++) {
                probabilities[row * classes + c] = (float) parts[c] / sum;
            }
        }
        return probabilities;
    }

    private static int[] repeated(int[] counts) {
        return IntStream.range(0, ROWS).flatMap(row -> IntStream.range(0, counts[row]).map(_ -> row)).toArray();
    }
}
