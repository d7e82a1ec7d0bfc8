package dev.fairway.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.network.AdversarialNetwork;
import dev.fairway.training.djl.network.Network;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdversaryTests {

    private static final int ROWS = 500;

    private final Lesson lesson = Lessons.of("""
            {"epochs": 30, "batch_size": 32, "optimizer": {"learning_rate": 0.002}, "early_stopping": {"patience": 30},
             "architecture": {"type": "gan", "noise": 4, "hidden": [32], "dropout": 0.0}}""", 400);
    private final Memory memory = new Memory();

    @TempDir
    private Path folder;

    /** The first column has mean 1, because half of its rows have mean 2; the categories are evenly spread. */
    @Test
    void madeRowsAreSpreadLikeRealOnes() {
        try (Learner learner = new Learner(lesson, memory)) {
            learner.learn(null);
            float[] rows = learner.outputs(noise());
            assertThat(mean(rows, 0)).isCloseTo(1, within(0.4));
            assertThat(mean(rows, 1)).isCloseTo(0, within(0.4));
            assertThat(mean(rows, 2) + mean(rows, 3) + mean(rows, 4)).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void theScriptMakesTheSameRows() {
        try (Learner learner = new Learner(lesson, memory)) {
            learner.learn(null);
            learner.export(folder.resolve("model.pt"));
            try (ScriptedNetwork written = new ScriptedNetwork(folder.resolve("model.pt"))) {
                assertThat(written.outputs(noise())).containsExactly(learner.outputs(noise()), within(1e-5f));
            }
        }
    }

    @Test
    void bothGoOnFromAStateToTheSameBits() {
        try (Learner whole = new Learner(lesson, memory); Learner resumed = new Learner(lesson, new Memory())) {
            whole.learn(null);
            resumed.learn(memory.states.get(20));
            assertThat(resumed.outputs(noise())).isEqualTo(whole.outputs(noise()));
        }
    }

    /** What the maker's turn leaves in the judge would be added to the judge's next gradients. */
    @Test
    void theJudgesGradientsAreZeroAfterTheMakersTurn() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                GradientScope _ = GradientScope.off();
                Batch batch = Batch.of(manager, lesson.train())) {
            var network = (AdversarialNetwork) Network.of(manager, lesson.shape(), 1);
            new Adversary(network, lesson.spec().optimizer()).step(batch, 0.01);
            for (Weight weight : network.judge()) {
                try (NDArray gradient = weight.array().getGradient()) {
                    assertThat(gradient.toFloatArray()).containsOnly(0);
                }
            }
        }
    }

    private static double mean(float[] rows, int column) {
        int width = rows.length / ROWS;
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += rows[row * width + column];
        }
        return sum / ROWS;
    }

    private static Samples noise() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[ROWS * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Samples(ROWS, List.of(new Input.Floats(AdversarialNetwork.NOISE, List.of(4), values)),
                new float[ROWS], new float[ROWS]);
    }
}
