package dev.fairway.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real data sets and published vectors that lie beside the project where it is developed, never in it. */
public final class RealData {

    private static final Path SHARED = Path.of("..", "shared");

    private RealData() {}

    /** Path of a file below {@code datasets}; skips the test where it is absent. */
    public static Path dataset(String file) {
        return present(SHARED.resolve("datasets").resolve(file));
    }

    /** Path of a file below {@code vectors}; skips the test where it is absent. */
    public static Path vector(String file) {
        return present(SHARED.resolve("vectors").resolve(file));
    }

    /** Path of a file below {@code models}; skips the test where it is absent. */
    public static Path model(String file) {
        return present(SHARED.resolve("models").resolve(file));
    }

    private static Path present(Path path) {
        assumeTrue(Files.exists(path), () -> "real data are absent: " + path);
        return path;
    }
}
