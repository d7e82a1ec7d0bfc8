package dev.fairway.training.quality.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.feature.Column;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three clouds of points that hardly touch, some of which bear the label of another. */
class LabelErrorsTests {

    private static final int ROWS = 1_500;
    private static final double[][] CENTRES = {{0, 0}, {5, 0}, {0, 5}};

    private final SplittableRandom random = new SplittableRandom(3);
    private final int[] truth = IntStream.range(0, ROWS).map(i -> i % 3).toArray();
    private final TableVectors vectors = new TableVectors(ROWS);

    LabelErrorsTests() {
        for (int d = 0; d < 2; d++) {
            int axis = d;
            vectors.add("x" + d, new Column.Numbers(
                    IntStream.of(truth).mapToDouble(c -> CENTRES[c][axis] + random.nextGaussian()).toArray()));
        }
    }

    @Test
    void rightLabelsAreLeftInPeace() {
        assertThat(errors(truth).share()).isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2})
    void theShareOfWrongLabelsIsEstimatedAndTheyAreNamed(double share) {
        int[] labels = truth.clone();
        BitSet wrong = new BitSet(ROWS);
        for (int row = 0; row < ROWS; row++) {
            if (random.nextDouble() < share) {
                labels[row] = (labels[row] + 1 + random.nextInt(2)) % 3;
                wrong.set(row);
            }
        }
        LabelErrors errors = errors(labels);
        assertThat(errors.share()).isBetween(0.7 * share, 1.3 * share);
        assertThat(IntStream.of(errors.suspects()).limit(40).filter(wrong::get).count()).isGreaterThanOrEqualTo(38);
    }

    @Test
    void aRowOfAnotherFoldHasNotSeenItsOwnLabel() {
        int[] chance = random.ints(ROWS, 0, 2).toArray();
        assertThat(errors(chance).share()).isGreaterThan(0.35);
    }

    @Test
    void theClassifierTellsHowMuchItKnows() {
        assertThat(errors(truth).skill()).isGreaterThan(0.97);
        assertThat(errors(random.ints(ROWS, 0, 3).toArray()).skill()).isLessThan(0.1);
    }

    @Test
    void theSameSeedGivesTheSameAnswer() {
        int[] labels = Arrays.stream(truth).map(c -> random.nextInt(10) == 0 ? 0 : c).toArray();
        assertThat(errors(labels).suspects()).isEqualTo(errors(labels).suspects());
        assertThat(errors(labels).share()).isEqualTo(errors(labels).share());
    }

    @Test
    void itBreaksOffWhenItIsTold() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> LabelErrors.of(vectors.vectors(), truth, 1, () -> {
                    throw new IllegalStateException("enough");
                }));
    }

    @Test
    void wordsTellClassesToo() {
        TableVectors words = new TableVectors(ROWS);
        words.add("w", new Column.Words(
                IntStream.of(truth).mapToObj(c -> List.of("a", "b", "c").get(c)).toArray(String[]::new)));
        int[] labels = truth.clone();
        labels[7] = (labels[7] + 1) % 3;
        assertThat(LabelErrors.of(words.vectors(), labels, 1, () -> {}).suspects()).containsExactly(7);
    }

    private LabelErrors errors(int[] labels) {
        return LabelErrors.of(vectors.vectors(), labels, 1, () -> {});
    }
}
