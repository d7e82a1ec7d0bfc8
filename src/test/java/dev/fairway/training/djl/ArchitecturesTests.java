package dev.fairway.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every architecture alike. */
@ParameterizedClass
@FieldSource("dev.fairway.training.djl.Lessons#ARCHITECTURES")
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
