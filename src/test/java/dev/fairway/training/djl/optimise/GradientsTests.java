package dev.fairway.training.djl.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.training.Specs;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.array.Weight;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientsTests {

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Weight matrix = weight("matrix", Weight.Role.MATRIX, 1, -2);
    private final Weight offset = weight("offset", Weight.Role.OFFSET, 5);

    @AfterEach
    void close() {
        manager.close();
    }

    /** The gradients are (−3, 4) and −12, their common norm is 13. */
    @Test
    void negativeGradientsAreClippedLikePositiveOnes() {
        try (Gradients gradients = gradients()) {
            assertThat(gradients.clip(1.3)).isCloseTo(13, within(1e-4));
        }
        assertThat(gradient(matrix)).containsExactly(new float[]{-0.3f, 0.4f}, within(1e-6f));
        assertThat(gradient(offset)).containsExactly(new float[]{-1.2f}, within(1e-6f));
    }

    @Test
    void gradientsWithinTheLimitStayAsTheyAre() {
        try (Gradients gradients = gradients()) {
            gradients.clip(14);
        }
        assertThat(gradient(matrix)).containsExactly(-3, 4);
    }

    @Test
    void aLimitOfZeroClipsNothing() {
        try (Gradients gradients = gradients()) {
            assertThat(gradients.clip(0)).isCloseTo(13, within(1e-4));
        }
        assertThat(gradient(offset)).containsExactly(-12);
    }

    @Test
    void l1PullsMatricesTowardsZeroAndLeavesOffsetsAlone() {
        try (Gradients gradients = gradients()) {
            gradients.addL1(0.5);
        }
        assertThat(gradient(matrix)).containsExactly(-2.5f, 3.5f);
        assertThat(gradient(offset)).containsExactly(-12);
    }

    @Test
    void aStepGoesAgainstTheGradientAndClearsIt() {
        var spec = Specs.with("{\"optimizer\": {\"type\": \"sgd\", \"momentum\": 0, \"weight_decay\": 0}}");
        List<Weight> weights = List.of(matrix, offset);
        try (Gradients gradients = gradients(); GradientScope _ = GradientScope.off()) {
            gradients.apply(Optimiser.of(spec.optimizer(), weights), 0.1);
        }
        assertThat(matrix.values()).containsExactly(new float[]{1.3f, -2.4f}, within(1e-6f));
        assertThat(gradient(matrix)).containsExactly(0, 0);
    }

    private Gradients gradients() {
        try (GradientScope scope = GradientScope.recording(); NDArray factors = manager.create(new float[]{-3, 4})) {
            NDArray loss = matrix.array().mul(factors).sum().add(offset.array().mul(-12).sum());
            scope.backward(loss);
        }
        return new Gradients(List.of(matrix, offset));
    }

    private Weight weight(String name, Weight.Role role, float... values) {
        return Weight.of(manager, name, role, new Shape(values.length), values);
    }

    private static float[] gradient(Weight weight) {
        try (NDArray gradient = weight.array().getGradient()) {
            return gradient.toFloatArray();
        }
    }
}
