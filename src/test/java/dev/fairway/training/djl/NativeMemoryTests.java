package dev.fairway.training.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.feature.Preprocessing;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.djl.network.Network;
import dev.fairway.training.djl.optimise.Objective;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libtorch's memory is freed by its owners alone: the garbage collector knows nothing of it. */
class NativeMemoryTests {

    private static final int PAGE = 4096;

    static List<String> architectures() {
        return Lessons.ARCHITECTURES;
    }

    /** Weights, gradients and moments stay as many as they are; all else goes with its batch. */
    @ParameterizedTest
    @MethodSource("architectures")
    void aStepLeavesNothingBehind(String architecture) {
        Lesson lesson = Lessons.of("{\"architecture\": %s}".formatted(architecture));
        try (NDManager manager = NDManager.newBaseManager("PyTorch"); GradientScope _ = GradientScope.off()) {
            Network network = Network.of(manager, lesson.shape(), 1);
            Objective objective = Objective.of(lesson.spec().loss(), lesson.spec().architecture(), true);
            Teaching teaching = new Descent(network, objective, lesson.spec().optimizer());
            step(teaching, manager, lesson);
            int held = manager.getManagedArrays().size();
            step(teaching, manager, lesson);
            assertThat(manager.getManagedArrays()).hasSize(held);
        }
    }

    private static void step(Teaching teaching, NDManager manager, Lesson lesson) {
        try (Batch batch = Batch.of(manager, lesson.train())) {
            teaching.step(batch, 0.01);
        }
    }

    /** A view of a Java array does not keep it: closed, collected and written over, it took the process with it. */
    @Test
    void viewsOfABatchOutliveTheArraysThatItWasMadeFrom() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Batch batch = Batch.of(manager, Lessons.of("{}", 4000).train())) {
            NDArray column = batch.input(Preprocessing.NUMERIC).get(":, 1");
            float[] before = column.toFloatArray();
            batch.input(Preprocessing.NUMERIC).close();
            overwrite();
            assertThat(column.toFloatArray()).isEqualTo(before);
        }
    }

    /** Gives direct buffers back and fills as many new ones, which take their places. */
    private static void overwrite() {
        List<ByteBuffer> fresh = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            System.gc();
            ByteBuffer buffer = ByteBuffer.allocateDirect(32_000);
            while (buffer.hasRemaining()) {
                buffer.put((byte) 0x7f);
            }
            fresh.add(buffer);
        }
        assertThat(fresh).hasSize(20);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thirtyEpochsTakeNoMoreMemoryThanFive() throws IOException {
        Lesson lesson = Lessons.of("""
                {"epochs": 35, "early_stopping": {"patience": 100}, "batch_size": 64,
                 "architecture": {"type": "lenet", "channels": [16, 16], "hidden": [32], "dropout": 0.1}}""", 2000);
        List<Long> resident = new ArrayList<>();
        try (Learner learner = new Learner(lesson, new Memory() {
            @Override
            public void stepped(int epoch, int step, int steps) {
                if (step == steps) {
                    resident.add(resident());
                }
            }
        })) {
            learner.learn(null);
        }
        assertThat(resident.getLast() - resident.get(4)).isLessThan(64L << 20);
    }

    /** Without what the Java heap may still take. */
    private static long resident() {
        try {
            String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
            return Long.parseLong(pages[1]) * PAGE - Runtime.getRuntime().totalMemory();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
