package dev.fairway.registry.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Where models lie while they are looked at; nothing in it outlives its intake, or a crash. */
@Component
class Staging implements InitializingBean {

    private final Path root;

    Staging(IntakeProperties properties) {
        this.root = properties.directory().toAbsolutePath().normalize();
    }

    /** Clears what an earlier process left behind. */
    @Override
    public void afterPropertiesSet() throws IOException {
        FileSystemUtils.deleteRecursively(root);
        Files.createDirectories(root);
    }

    /** A folder that goes, with all that is in it, when it is closed. */
    record Stage(Path path) implements AutoCloseable {

        /** A new folder of that name. */
        Path folder(String name) {
            try {
                return Files.createDirectory(path.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                FileSystemUtils.deleteRecursively(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Stage open() {
        try {
            return new Stage(Files.createTempDirectory(root, "model"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
