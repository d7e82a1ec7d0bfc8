package dev.fairway.training.djl.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Loss;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Losses of outputs that are typed in, against figures from their formulas. */
class ObjectiveTests {

    private static final double LN2 = Math.log(2);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    /** Logits (ln 3, 0) say 3/4 and 1/4. */
    @Test
    void crossEntropyIsTheLogarithmOfWhatTheTrueClassWasGiven() {
        assertThat(loss("\"cross_entropy\"", 0, logits())).isCloseTo(-Math.log(0.75), within(1e-6));
        assertThat(loss("\"cross_entropy\"", 1, logits())).isCloseTo(-Math.log(0.25), within(1e-6));
    }

    @Test
    void rowsCountByTheirWeights() {
        float[] outputs = {(float) Math.log(3), 0, (float) Math.log(3), 0};
        assertThat(loss("\"weighted_cross_entropy\"", new float[]{0, 1}, new float[]{3, 1}, outputs))
                .isCloseTo((-3 * Math.log(0.75) - Math.log(0.25)) / 4, within(1e-6));
    }

    /** (1 − 3/4)² · −ln 3/4, and the plain cross entropy for γ = 0. */
    @Test
    void focalLossTakesLittleOfWhatIsRightAlready() {
        assertThat(loss("{\"type\": \"focal\", \"gamma\": 2}", 0, logits())).isCloseTo(-Math.log(0.75) / 16,
                within(1e-6));
        assertThat(loss("{\"type\": \"focal\", \"gamma\": 0}", 1, logits())).isCloseTo(-Math.log(0.25), within(1e-6));
    }

    @Test
    void focalLossOfACertainRowHasASlope() {
        try (GradientScope scope = GradientScope.recording();
                NDArray outputs = manager.create(new float[][]{{60, 0}});
                Batch batch = batch(new float[]{0}, new float[]{1})) {
            outputs.setRequiresGradient(true);
            scope.backward(objective("{\"type\": \"focal\", \"gamma\": 0.5}").of(outputs, batch));
            assertThat(outputs.getGradient().toFloatArray()).doesNotContain(Float.NaN);
        }
    }

    /** 0.9 of the truth on its class, and a tenth on both alike. */
    @Test
    void labelSmoothingSharesOutATenth() {
        double expected = -0.9 * Math.log(0.75) - 0.1 * (Math.log(0.75) + Math.log(0.25)) / 2;
        assertThat(loss("{\"type\": \"label_smoothing\", \"smoothing\": 0.1}", 0, logits())).isCloseTo(expected,
                within(1e-6));
    }

    @Test
    void binaryCrossEntropyIsThatOfTheMargin() {
        assertThat(loss("\"bce\"", 1, logits())).isCloseTo(-Math.log(0.25), within(1e-6));
        assertThat(loss("\"bce\"", 1, 0, 0)).isCloseTo(LN2, within(1e-6));
        assertThat(loss("\"bce\"", 0, 0, 500)).isCloseTo(500, within(1e-3));
    }

    @Test
    void quantitiesHaveThreeLosses() {
        assertThat(quantity("\"mse\"")).isCloseTo(9, within(1e-6));
        assertThat(quantity("\"mae\"")).isCloseTo(3, within(1e-6));
        assertThat(quantity("{\"type\": \"huber\", \"delta\": 1}")).isCloseTo(2.5, within(1e-6));
        assertThat(quantity("{\"type\": \"huber\", \"delta\": 2}")).isCloseTo(4, within(1e-6));
    }

    /** Two texts of summed losses 3 and 5 with 2 and 6 tokens: 8/8, not the mean of their means. */
    @Test
    void tokensCountAlikeInShortAndLongTexts() {
        var generator = new Architecture.TextGenerator(Architecture.TextGenerator.Core.LSTM, 8, 1, 1, 0);
        try (Batch batch = batch(new float[2], new float[]{1, 1});
                NDArray outputs = manager.create(new float[][]{{3, 2}, {5, 6}})) {
            Objective objective = Objective.of(Loss.AUTO, generator, false);
            assertThat(objective.of(outputs, batch).getFloat()).isCloseTo(1, within(1e-6f));
            assertThat(objective.weight(outputs, batch)).isEqualTo(8);
        }
    }

    /** 1 where 4 is right. */
    private double quantity(String loss) {
        return loss(loss, 4, 1);
    }

    private static float[] logits() {
        return new float[]{(float) Math.log(3), 0};
    }

    private double loss(String loss, float target, float... outputs) {
        return loss(loss, new float[]{target}, new float[]{1}, outputs);
    }

    private double loss(String loss, float[] targets, float[] weights, float[] outputs) {
        try (Batch batch = batch(targets, weights);
                NDArray array = manager.create(outputs,
                        new ai.djl.ndarray.types.Shape(targets.length, outputs.length / targets.length))) {
            return objective(loss).of(array, batch).getFloat();
        }
    }

    private static Objective objective(String loss) {
        TrainSpec spec = Specs.with("{\"loss\": %s}".formatted(loss));
        return Objective.of(spec.loss(), spec.architecture(), true);
    }

    private Batch batch(float[] targets, float[] weights) {
        return Batch.of(manager, new Samples(targets.length, List.of(), targets, weights));
    }
}
