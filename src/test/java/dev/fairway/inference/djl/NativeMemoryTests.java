package dev.fairway.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.inference.engine.NativeMemory;
import dev.fairway.tensor.Tensor;
import dev.fairway.testing.SampleEngines;
import dev.fairway.testing.SampleModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loading and unloading leaves behind in this process, by Linux's own count. */
class NativeMemoryTests {

    private static final Path STATM = Path.of("/proc/self/statm");
    private static final int PAGE = 4096;

    @TempDir
    private Path directory;

    @Test
    void twoHundredLoadsAndUnloadsLeaveTheProcessAsLargeAsTwentyDid() throws Exception {
        assumeTrue(Files.exists(STATM), "the process's size is read from Linux");
        Path folder = SampleModels.heavy(directory, "h");
        cycles(folder, 20);
        NativeMemory.trim();
        long before = resident();
        cycles(folder, 180);
        NativeMemory.trim();
        assertThat(resident()).isLessThan(before * 105 / 100);
    }

    /** Without a trim: those who answer would have to wait for it. */
    @Test
    void weightsAreGivenBackWhenTheyAreFreed() throws Exception {
        assumeTrue(Files.exists(STATM), "the process's size is read from Linux");
        Path folder = SampleModels.heavy(directory, "h");
        cycles(folder, 2);
        long loaded;
        try (LoadedModel _ = SampleEngines.load(folder)) {
            loaded = resident();
        }
        assertThat(resident()).isLessThan(loaded - 15_000_000);
    }

    /** Each on a thread of its own, as versions are run, so that every arena of the C library is tried. */
    private static void cycles(Path folder, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            FutureTask<Void> cycle = new FutureTask<>(() -> cycle(folder), null);
            Thread.ofPlatform().start(cycle);
            cycle.get();
        }
    }

    private static void cycle(Path folder) {
        try (LoadedModel model = SampleEngines.load(folder)) {
            for (int i = 0; i < 3; i++) {
                assertThat(model.run(List.of(Tensor.of("x", List.of(1, 4), 1f, 2f, 3f, 4f)))).hasSize(1);
            }
        }
    }

    /** The least of several readings: Java's heap comes and goes in between. */
    private static long resident() throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, new Scanner(Files.readString(STATM)).skip("\\d+").nextLong() * PAGE);
        }
        return least;
    }
}
