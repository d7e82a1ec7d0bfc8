package dev.fairway.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every architecture alike. */
@ParameterizedClass
@ValueSource(strings = {"{\"type\": \"mlp\", \"hidden\": [16], \"dropout\": 0.1, \"batch_norm\": true}",
        "{\"type\": \"lenet\", \"channels\": [4, 8], \"hidden\": [16], \"dropout\": 0.1}",
        "{\"type\": \"resnet\", \"depth\": 8, \"width\": 4, \"dropout\": 0.1}",
        "{\"type\": \"resnet\", \"depth\": 18, \"width\": 2, \"dropout\": 0.0}",
        "{\"type\": \"lstm\", \"embedding\": 8, \"hidden\": 8, \"layers\": 2, \"bidirectional\": true, \"dropout\": 0.1}",
        "{\"type\": \"gru\", \"embedding\": 8, \"hidden\": 8, \"layers\": 1, \"bidirectional\": true, \"dropout\": 0.1}",
        "{\"type\": \"gru\", \"embedding\": 8, \"hidden\": 8, \"layers\": 1, \"bidirectional\": false, \"dropout\": 0.1}",
        "{\"type\": \"transformer_encoder\", \"width\": 8, \"heads\": 2, \"layers\": 2, \"feed_forward\": 16, \"dropout\": 0.1}",
        "{\"type\": \"autoencoder\", \"hidden\": [8], \"code\": 2, \"dropout\": 0.0, \"quantile\": 0.99}",
        "{\"type\": \"text_generator\", \"core\": \"transformer\", \"width\": 8, \"heads\": 2, \"layers\": 1, \"dropout\": 0.1}",
        "{\"type\": \"text_generator\", \"core\": \"lstm\", \"width\": 8, \"heads\": 1, \"layers\": 1, \"dropout\": 0.1}"})
class ArchitecturesTests {

    private final Lesson lesson;
    private final Memory memory = new Memory();

    @TempDir
    private Path folder;

    ArchitecturesTests(String architecture) {
        lesson = Lessons.of("{\"epochs\": 6, \"batch_size\": 16, \"architecture\": %s}".formatted(architecture));
    }

    @Test
    void itLearns() {
        try (Learner learner = new Learner(lesson, memory)) {
            learner.learn(null);
            assertThat(loss(memory.epochs.size() - 1)).isLessThan(0.95 * loss(0));
        }
    }

    @Test
    void itsScriptSaysWhatItSays() {
        try (Learner learner = new Learner(lesson, memory)) {
            learner.learn(null);
            learner.export(folder.resolve("model.pt"));
            float[] trained = learner.outputs(validation());
            try (ScriptedNetwork written = new ScriptedNetwork(folder.resolve("model.pt"))) {
                assertThat(written.outputs(validation())).containsExactly(trained, within(1e-5f));
            }
        }
    }

    @Test
    void itGoesOnFromAStateToTheSameBits() {
        try (Learner whole = new Learner(lesson, memory); Learner resumed = new Learner(lesson, new Memory())) {
            whole.learn(null);
            resumed.learn(memory.states.get(2));
            assertThat(resumed.outputs(validation())).isEqualTo(whole.outputs(validation()));
        }
    }

    private dev.fairway.training.prepare.Samples validation() {
        return Objects.requireNonNull(lesson.validation());
    }

    private double loss(int epoch) {
        return Objects.requireNonNull(memory.epochs.get(epoch).metrics().get("train_loss"));
    }
}
