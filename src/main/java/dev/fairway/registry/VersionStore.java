package dev.fairway.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The folders of all versions, {@code <model>/<number>}.
 *
 * <p>A folder appears and disappears by one rename, so that no reader and no crash ever sees half of one. What is on its
 * way in or out lies beside the models under names that start with a dot, which no model's name does.
 */
@Component
class VersionStore {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Path root;
    private final Path transit;
    private final Path aside;

    VersionStore(RegistryProperties properties) {
        root = properties.directory().toAbsolutePath().normalize();
        transit = root.resolve(".transit");
        aside = root.resolve(".aside");
    }

    VersionFolder folder(VersionId id) {
        return new VersionFolder(home(id.model()).resolve(Integer.toString(id.number())));
    }

    private Path home(ModelName model) {
        return root.resolve(model.value());
    }

    /** Moves a finished folder to its place; it is on disk when this returns. */
    void take(Path from, VersionId id) {
        Path to = folder(id).path();
        try {
            Files.createDirectories(home(id.model()));
            if (Files.exists(to)) {
                setAside(id);
            }
            force(from);
            move(from, to);
            force(home(id.model()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Undoes {@link #take}. */
    void giveBack(VersionId id, Path to) {
        try {
            move(folder(id).path(), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a version's files; nothing happens when they are gone. */
    void remove(VersionId id) {
        try {
            Path folder = folder(id).path();
            if (Files.exists(folder)) {
                Path leaving = fresh(transit);
                Files.move(folder, leaving, StandardCopyOption.ATOMIC_MOVE);
                FileSystemUtils.deleteRecursively(leaving);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a folder that nobody can use out of the way, for a person to look at. */
    void setAside(VersionId id) {
        try {
            Files.move(folder(id).path(), fresh(aside), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every version that has a folder, a model's in the order of their numbers. */
    List<VersionId> ids() {
        return children(root).stream()
                .map(model -> model.getFileName().toString())
                .filter(ModelName::fits)
                .flatMap(model -> ids(new ModelName(model)))
                .sorted(Comparator.comparingInt(VersionId::number))
                .toList();
    }

    private Stream<VersionId> ids(ModelName model) {
        return children(home(model)).stream()
                .map(folder -> folder.getFileName().toString())
                .filter(NUMBER.asMatchPredicate())
                .map(number -> new VersionId(model, Integer.parseInt(number)));
    }

    private void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Path copy = fresh(transit);
            FileSystemUtils.copyRecursively(from, copy);
            force(copy);
            Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
            FileSystemUtils.deleteRecursively(from);
        }
    }

    private static Path fresh(Path parent) throws IOException {
        return Files.createDirectories(parent).resolve(UUID.randomUUID().toString());
    }

    /** Makes a folder and the files in it survive a power failure. */
    private static void force(Path folder) throws IOException {
        for (Path file : children(folder)) {
            if (Files.isRegularFile(file)) {
                sync(file);
            }
        }
        sync(folder);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
