package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClassificationScoresTests {

    private static final Offset<Double> FLOAT = within(1e-6);

    /** The example of scikit-learn's roc_auc_score and of its precision-recall pages. */
    private static final int[] TRUTH = {0, 0, 1, 1};
    private static final float[] POSITIVE = {0.1f, 0.4f, 0.35f, 0.8f};

    @Test
    void namesItsScores() {
        assertThat(binary(TRUTH, POSITIVE)).containsOnlyKeys("accuracy", "auroc", "auprc", "f1", "log_loss", "ece");
    }

    @Test
    void scoresThePublishedExampleOfTwoClasses() {
        Map<String, Double> scores = binary(TRUTH, POSITIVE);
        assertThat(scores.get("auroc")).isEqualTo(0.75);
        assertThat(scores.get("auprc")).isCloseTo(5.0 / 6, FLOAT);
        assertThat(scores.get("accuracy")).isEqualTo(0.75);
        assertThat(scores.get("f1")).isCloseTo(2.0 / 3, FLOAT);
        assertThat(scores.get("log_loss"))
                .isCloseTo(-(Math.log(0.9) + Math.log(0.6) + Math.log(0.35) + Math.log(0.8)) / 4, FLOAT);
    }

    @Test
    void logLossIsThatOfTheScikitLearnExample() {
        int[] spam = {1, 0, 0, 1};
        assertThat(binary(spam, new float[]{0.9f, 0.1f, 0.2f, 0.65f}).get("log_loss")).isCloseTo(0.21616187, FLOAT);
    }

    @Test
    void equalScoresCountHalf() {
        assertThat(binary(TRUTH, new float[]{0.5f, 0.5f, 0.5f, 0.5f}).get("auroc")).isEqualTo(0.5);
        assertThat(binary(TRUTH, new float[]{0f, 0.5f, 0.5f, 1f}).get("auroc")).isEqualTo(0.875);
        assertThat(binary(TRUTH, new float[]{0f, -0f, 0f, -0f}).get("auroc")).isEqualTo(0.5);
    }

    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        Random random = new Random(7);
        int[] truth = random.ints(300, 0, 2).toArray();
        float[] scores = new float[truth.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (random.nextInt(15) + truth[i] * 3) / 20f;
        }
        assertThat(binary(truth, scores).get("auroc")).isCloseTo(shareOfPairs(truth, scores), within(1e-12));
    }

    @Test
    void areaIsLeftOutWhereTheTruthHoldsOneClass() {
        assertThat(binary(new int[]{1, 1}, new float[]{0.9f, 0.2f})).doesNotContainKey("auroc");
    }

    @Test
    void nothingToFindAndNothingFoundIsNoHit() {
        assertThat(binary(new int[]{0, 0}, new float[]{0.1f, 0.2f}).get("f1")).isZero();
    }

    @Test
    void severalClassesAreAveraged() {
        float[] probabilities = {0.7f, 0.2f, 0.1f, 0.1f, 0.8f, 0.1f, 0.2f, 0.5f, 0.3f, 0.3f, 0.3f, 0.4f};
        Map<String, Double> scores = ClassificationScores.of(new int[]{0, 1, 2, 2}, probabilities, 3);
        assertThat(scores.get("accuracy")).isEqualTo(0.75);
        assertThat(scores.get("f1")).isCloseTo((1 + 2.0 / 3 + 2.0 / 3) / 3, FLOAT);
        assertThat(scores.get("auroc")).isEqualTo(1);
    }

    @Test
    void aClassThatNeverOccursDoesNotCount() {
        float[] probabilities = {0.9f, 0.1f, 0f, 0.1f, 0.9f, 0f};
        Map<String, Double> scores = ClassificationScores.of(new int[]{0, 1}, probabilities, 3);
        assertThat(scores.get("f1")).isEqualTo(1);
        assertThat(scores.get("auroc")).isEqualTo(1);
    }

    @Test
    void aWrongCertaintyCostsAFiniteLoss() {
        assertThat(binary(new int[]{1}, new float[]{0f}).get("log_loss")).isCloseTo(23 * Math.log(2), FLOAT);
    }

    @Test
    void calibrationErrorIsTheGapOfEachBinWeightedByItsRows() {
        float[] positive = {0.92f, 0.94f, 0.96f, 0.98f, 0.65f, 0.65f};
        int[] truth = {1, 1, 1, 0, 1, 0};
        assertThat(binary(truth, positive).get("ece")).isCloseTo((4 * (0.95 - 0.75) + 2 * (0.65 - 0.5)) / 6, FLOAT);
    }

    @Test
    void certaintyFallsIntoTheLastBin() {
        assertThat(binary(new int[]{1, 0}, new float[]{1f, 0f}).get("ece")).isZero();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(new int[0], new float[0], 2);
        refused(new int[]{0}, new float[]{1f}, 2);
        refused(new int[]{0}, new float[]{1f}, 1);
        refused(new int[]{2}, new float[]{0.5f, 0.5f}, 2);
        refused(new int[]{-1}, new float[]{0.5f, 0.5f}, 2);
        refused(new int[]{0}, new float[]{Float.NaN, 0.5f}, 2);
        refused(new int[]{0}, new float[]{1.5f, -0.5f}, 2);
    }

    private static void refused(int[] truth, float[] probabilities, int classes) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClassificationScores.of(truth, probabilities, classes));
    }

    private static Map<String, Double> binary(int[] truth, float[] positive) {
        float[] probabilities = new float[2 * positive.length];
        for (int i = 0; i < positive.length; i++) {
            probabilities[2 * i] = 1 - positive[i];
            probabilities[2 * i + 1] = positive[i];
        }
        return ClassificationScores.of(truth, probabilities, 2);
    }

    private static double shareOfPairs(int[] truth, float[] scores) {
        double inOrder = 0;
        long pairs = 0;
        for (int p = 0; p < truth.length; p++) {
            for (int n = 0; n < truth.length; n++) {
                if (truth[p] == 1 && truth[n] == 0) {
                    inOrder += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return inOrder / pairs;
    }
}
