package dev.fairway.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.prepare.Samples;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of images with normalisation, trained a little, written as TorchScript and learnt on. */
class FineTuningTests {

    private static final Lesson FIRST = Lessons.of("""
            {"epochs": 1, "batch_size": 16,
             "architecture": {"type": "resnet", "depth": 8, "width": 4, "dropout": 0.1}}""");
    private static final Samples ROWS = Objects.requireNonNull(FIRST.validation());

    private final Memory memory = new Memory();

    @TempDir
    private Path folder;
    private Path base = Path.of("");

    @BeforeEach
    void write() {
        base = folder.resolve("base.pt");
        try (Learner learner = new Learner(FIRST, new Memory())) {
            learner.learn(null);
            learner.export(base);
        }
    }

    @Test
    void itLearnsOnFromWhereItWas() {
        try (Learner learner = new Learner(lesson("[]"), memory); ScriptedNetwork before = new ScriptedNetwork(base)) {
            assertThat(learner.outputs(ROWS)).containsExactly(before.outputs(ROWS), within(1e-5f));
            learner.learn(null);
            assertThat(memory.epochs.getLast().metrics().get("train_loss"))
                    .isLessThan(Objects.requireNonNull(memory.epochs.getFirst().metrics().get("train_loss")));
        }
    }

    @Test
    void whatIsWrittenIsThatOfTheBestEpochWithItsStatistics() {
        try (Learner learner = new Learner(lesson("[]"), memory)) {
            learner.learn(null);
            learner.export(folder.resolve("tuned.pt"));
            try (ScriptedNetwork tuned = new ScriptedNetwork(folder.resolve("tuned.pt"))) {
                assertThat(tuned.outputs(ROWS)).containsExactly(learner.outputs(ROWS), within(1e-5f));
            }
        }
    }

    @Test
    void itGoesOnFromAStateToTheSameBits() {
        Lesson lesson = lesson("[]");
        try (Learner whole = new Learner(lesson, memory); Learner resumed = new Learner(lesson, new Memory())) {
            whole.learn(null);
            resumed.learn(memory.states.get(1));
            assertThat(resumed.outputs(ROWS)).isEqualTo(whole.outputs(ROWS));
        }
    }

    @Test
    void whatIsFrozenStaysAsItIs() {
        try (Learner learner = new Learner(lesson("[\"*_filters\", \"*_norm_*\", \"head_*\"]"), memory)) {
            learner.learn(null);
            assertThat(memory.states.getLast().optimiser()).isEmpty();
        }
    }

    private Lesson lesson(String freeze) {
        TrainSpec spec = Specs
                .with("""
                        {"epochs": 4, "batch_size": 16, "architecture": {"type": "torchscript", "model": "base", "version": null,
                         "freeze": %s, "new_head": false}}"""
                        .formatted(freeze));
        NetworkShape shape = new NetworkShape(spec.architecture(), FIRST.shape().extents(), 2, base);
        return new Lesson(spec, shape, FIRST.train(), FIRST.variation(), ROWS, _ -> Map.of());
    }
}
