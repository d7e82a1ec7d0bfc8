package dev.fairway.training.djl.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.fairway.training.Specs;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.array.Weight;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two steps by gradients 0.5 and −0.25 from a weight of 1, at a learning rate of 0.1. What must come out was computed by
 * hand from the published rules, not by another run.
 */
class OptimiserTests {

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    /** v = 0.5, then 0.9·0.5 − 0.25 = 0.2: 1 − 0.05 − 0.02. */
    @Test
    void sgdKeepsNineTenthsOfItsVelocity() {
        assertThat(after("sgd", 0.9, 0)).isCloseTo(0.93f, within(1e-6f));
    }

    /** g + 0.9·v = 0.95, then v = 0.2 and −0.25 + 0.18 = −0.07: 1 − 0.095 + 0.007. */
    @Test
    void nesterovLooksAhead() {
        assertThat(after("nesterov", 0.9, 0)).isCloseTo(0.912f, within(1e-6f));
    }

    /** s = 0.0025, √ = 0.05, step 10; then s = 0.0031, √ = 0.0556776, step −4.490134: 1 − 1 + 0.4490134. */
    @Test
    void rmsPropDividesByTheRootOfTheMeanSquare() {
        assertThat(after("rmsprop", 0, 0)).isCloseTo(0.4490134f, within(1e-5f));
    }

    /** The steps as without momentum, 10 and −4.490134; v = 10, then 9 − 4.490134: 1 − 1 − 0.4509866. */
    @Test
    void rmsPropMayHaveMomentum() {
        assertThat(after("rmsprop", 0.9, 0)).isCloseTo(-0.4509864f, within(1e-5f));
    }

    /** s = 0.25, step 1; then s = 0.3125, step −0.25 / 0.559017 = −0.4472136: 1 − 0.1 + 0.04472136. */
    @Test
    void adagradDividesByTheRootOfTheSum() {
        assertThat(after("adagrad", 0, 0)).isCloseTo(0.9447214f, within(1e-6f));
    }

    /**
     * m = 0.05, v = 0.00025, corrected 0.5 and 0.25, step 1; then m = 0.02, v = 0.00031225, corrected 0.1052632 and
     * 0.1562031, step 0.1052632 / 0.3952254 = 0.2663371: 1 − 0.1 − 0.02663371.
     */
    @Test
    void adamCorrectsTheBiasOfItsMoments() {
        assertThat(after("adam", 0, 0)).isCloseTo(0.8733663f, within(1e-6f));
    }

    /** As without decay, but each step first takes the weight times 1 − 0.1·0.5: (0.95 − 0.1)·0.95 − 0.02663371. */
    @Test
    void adamWDecaysApartFromTheGradient() {
        assertThat(after("adamw", 0, 0.5)).isCloseTo(0.7808663f, within(1e-6f));
    }

    /** Gradients 0.5 + 0.5·1 = 1, then −0.25 + 0.5·0.9 = 0.2. */
    @Test
    void sgdDecaysThroughTheGradient() {
        assertThat(after("sgd", 0, 0.5)).isCloseTo(1 - 0.1f - 0.02f, within(1e-6f));
    }

    /**
     * Gradients 1 and −0.25 + 0.5·0.9 = 0.2: m = 0.11, v = 0.001039, corrected 0.5789474 and 0.5197599, step 0.5789474 /
     * 0.7209437 = 0.8030400.
     */
    @Test
    void adamDecaysThroughTheGradient() {
        assertThat(after("adam", 0, 0.5)).isCloseTo(1 - 0.1f - 0.080304f, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "adam", "sgd", "nesterov", "rmsprop", "adagrad"})
    void biasesAndNormalisationsDoNotDecay(String type) {
        Weight bias = weight(Weight.Role.OFFSET);
        step(optimiser(type, 0.5, 0.5, bias), bias, 0);
        assertThat(bias.values()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "adam", "sgd", "nesterov", "rmsprop", "adagrad"})
    void itGoesOnFromWhatWasSaved(String type) {
        Weight whole = weight(Weight.Role.MATRIX);
        Optimiser first = optimiser(type, 0.9, 0.1, whole);
        step(first, whole, 0.5f);
        Weight other = weight(Weight.Role.MATRIX);
        other.restore(whole.values());
        Optimiser second = optimiser(type, 0.9, 0.1, other);
        second.restore(first.snapshot(), 1);
        step(first, whole, -0.25f);
        step(second, other, -0.25f);
        assertThat(other.values()).isEqualTo(whole.values());
    }

    private float after(String type, double momentum, double decay) {
        Weight weight = weight(Weight.Role.MATRIX);
        Optimiser optimiser = optimiser(type, momentum, decay, weight);
        step(optimiser, weight, 0.5f);
        step(optimiser, weight, -0.25f);
        return weight.values()[0];
    }

    private static Optimiser optimiser(String type, double momentum, double decay, Weight weight) {
        return Optimiser.of(Specs.with("{\"optimizer\": {\"type\": \"%s\", \"momentum\": %s, \"weight_decay\": %s}}"
                .formatted(type, momentum, decay)).optimizer(), List.of(weight));
    }

    private Weight weight(Weight.Role role) {
        return Weight.of(manager, "w", role, new Shape(1), new float[]{1});
    }

    private void step(Optimiser optimiser, Weight weight, float gradient) {
        try (GradientScope _ = GradientScope.off(); NDArray array = manager.create(new float[]{gradient})) {
            optimiser.begin(0.1);
            optimiser.update(weight, (PtNDArray) array);
        }
    }
}
