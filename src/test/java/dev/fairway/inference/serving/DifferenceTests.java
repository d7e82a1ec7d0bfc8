package dev.fairway.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.feature.Predictions.Classified;
import dev.fairway.feature.Predictions.Estimated;
import dev.fairway.inference.Output;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTests {

    private static final double TOLERANCE = 0.01;
    private static final List<String> LABELS = List.of("no", "yes");

    @Test
    void classesAgreeByTheLabelsOfAllRows() {
        Output given = classified(LABELS, 0.9f, 0.1f, 0.4f, 0.6f);
        assertThat(between(given, classified(LABELS, 0.7f, 0.3f, 0.3f, 0.7f)).agrees()).isTrue();
        assertThat(between(given, classified(LABELS, 0.7f, 0.3f, 0.6f, 0.4f)).agrees()).isFalse();
    }

    @Test
    void theSizeOfClassesIsThatOfTheProbabilityOfTheCallersLabel() {
        Output given = classified(LABELS, 0.9f, 0.1f, 0.4f, 0.6f);
        assertThat(between(given, classified(LABELS, 0.7f, 0.3f, 0.6f, 0.4f)).size()).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void labelsAreComparedByTheirNames() {
        Output given = classified(LABELS, 0.9f, 0.1f);
        assertThat(between(given, classified(List.of("yes", "no"), 0.1f, 0.9f))).isEqualTo(new Difference(true, 0));
        assertThat(between(given, classified(List.of("yes", "never"), 0.1f, 0.9f)).size()).isCloseTo(0.9, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"100, true, 0", "100.9, true, 0.009", "102, false, 0.02", "90, false, 0.1"})
    void quantitiesAreComparedInUnitsOfTheirSpread(double seen, boolean agrees, double size) {
        Difference found = Difference.between(estimated(100), estimated(seen), TOLERANCE, 100);
        assertThat(found.agrees()).isEqualTo(agrees);
        assertThat(found.size()).isCloseTo(size, within(1e-9));
    }

    @Test
    void oneRowOfManyIsEnoughToDisagree() {
        Difference found = between(estimated(1, 2, 3, 4), estimated(1, 2, 3, 4.4));
        assertThat(found.agrees()).isFalse();
        assertThat(found.size()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void tensorsMayDifferByAPartOfTheirGreatestNumber() {
        Output given = tensors(Tensor.of("a", List.of(1, 2), 100f, 1f));
        assertThat(between(given, tensors(Tensor.of("a", List.of(1, 2), 100f, 1.9f))).agrees()).isTrue();
        Difference found = between(given, tensors(Tensor.of("a", List.of(1, 2), 97f, 1f)));
        assertThat(found.agrees()).isFalse();
        assertThat(found.size()).isCloseTo(3, within(1e-6));
    }

    @Test
    void smallNumbersAreComparedAsTheyAre() {
        Output given = tensors(Tensor.of("a", List.of(1), 0.001f));
        assertThat(between(given, tensors(Tensor.of("a", List.of(1), 0.009f))).agrees()).isTrue();
    }

    @Test
    void tensorsAreFoundByTheirNames() {
        Tensor a = Tensor.of("a", List.of(1), 1f);
        Tensor b = Tensor.of("b", List.of(1), 2f);
        assertThat(between(tensors(a, b), tensors(b, a))).isEqualTo(new Difference(true, 0));
        assertThat(between(tensors(a, b), tensors(a))).isEqualTo(new Difference(false, 1));
    }

    @Test
    void wholeNumbersAndWordsMustBeTheSame() {
        assertThat(between(tensors(Tensor.of("a", List.of(1), 1_000L)), tensors(Tensor.of("a", List.of(1), 1_001L))))
                .isEqualTo(new Difference(false, 1));
        Output word = tensors(Tensor.of("a", List.of(1), List.of("cat".getBytes(StandardCharsets.UTF_8))));
        assertThat(between(word, word)).isEqualTo(new Difference(true, 0));
    }

    @Test
    void otherShapesAndTypesAreNotComparable() {
        Output given = tensors(Tensor.of("a", List.of(2), 1f, 1f));
        assertThat(between(given, tensors(Tensor.of("a", List.of(2, 1), 1f, 1f))).agrees()).isFalse();
        assertThat(between(given, tensors(Tensor.of("a", List.of(2), 1L, 1L))).agrees()).isFalse();
        assertThat(between(given, estimated(1, 1)).agrees()).isFalse();
        assertThat(between(classified(LABELS, 1f, 0f), estimated(1)).agrees()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"FP16, 15360, 15361", "BF16, 16256, 16256"})
    void halfFloatsAreRead(DataType type, short given, short seen) {
        assertThat(between(tensors(half(type, given)), tensors(half(type, seen))).agrees()).isTrue();
        assertThat(between(tensors(half(type, given)), tensors(half(type, (short) 0))).size()).isEqualTo(1);
    }

    @Test
    void whatIsNoNumberAgreesWithItselfAlone() {
        Output none = tensors(Tensor.of("a", List.of(1), Float.NaN));
        assertThat(between(none, none)).isEqualTo(new Difference(true, 0));
        assertThat(between(tensors(Tensor.of("a", List.of(1), 1f)), none)).isEqualTo(new Difference(false, 1));
    }

    private static Difference between(Output given, Output seen) {
        return Difference.between(given, seen, TOLERANCE, 1);
    }

    private static Tensor half(DataType type, short bits) {
        ByteBuffer data = Tensor.allocate(1, type);
        return new Tensor("a", type, List.of(1), data.putShort(0, bits));
    }

    private static Output tensors(Tensor... tensors) {
        return new Output.Tensors(List.of(tensors));
    }

    private static Output estimated(double... values) {
        return new Output.Predicted(new Estimated(values));
    }

    /** Two probabilities per row. */
    private static Output classified(List<String> labels, float... probabilities) {
        int[] classes = new int[probabilities.length / 2];
        for (int row = 0; row < classes.length; row++) {
            classes[row] = probabilities[2 * row] >= probabilities[2 * row + 1] ? 0 : 1;
        }
        return new Output.Predicted(new Classified(labels, classes, probabilities));
    }
}
