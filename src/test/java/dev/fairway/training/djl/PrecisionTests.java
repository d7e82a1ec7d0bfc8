package dev.fairway.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.training.prepare.Samples;
import dev.fairway.training.torchscript.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks written with fewer bits. */
class PrecisionTests {

    @TempDir
    private Path folder;

    static List<String> architectures() {
        return Lessons.ARCHITECTURES;
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void fewerBitsSayNearlyTheSame(String architecture) {
        Lesson lesson = Lessons.of("{\"epochs\": 2, \"architecture\": %s}".formatted(architecture));
        Samples rows = Objects.requireNonNull(lesson.validation());
        try (Learner learner = new Learner(lesson, new Memory())) {
            learner.learn(null);
            float[] exact = learner.outputs(rows);
            assertThat(written(learner, Precision.FLOAT16, rows)).containsExactly(exact, within(0.02f))
                    .isNotEqualTo(exact);
            assertThat(written(learner, Precision.INT8, rows)).containsExactly(exact, within(0.2f)).isNotEqualTo(exact);
        }
    }

    @Test
    void aByteTakesAQuarterOfANumber() throws IOException {
        Lesson lesson = Lessons.of("{\"epochs\": 1, \"architecture\": {\"hidden\": [512, 512]}}");
        try (Learner learner = new Learner(lesson, new Memory())) {
            learner.learn(null);
            long whole = size(learner, Precision.FLOAT32);
            assertThat((double) size(learner, Precision.FLOAT16) / whole).isBetween(0.45, 0.6);
            assertThat((double) size(learner, Precision.INT8) / whole).isBetween(0.2, 0.35);
        }
    }

    private long size(Learner learner, Precision precision) throws IOException {
        learner.export(folder.resolve("model.pt"), precision);
        return Files.size(folder.resolve("model.pt"));
    }

    private float[] written(Learner learner, Precision precision, Samples rows) {
        learner.export(folder.resolve("model.pt"), precision);
        try (ScriptedNetwork network = new ScriptedNetwork(folder.resolve("model.pt"))) {
            return network.outputs(rows);
        }
    }
}
