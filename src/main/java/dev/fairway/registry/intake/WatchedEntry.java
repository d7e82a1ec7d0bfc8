package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file or folder of the watched directory that is to be a model's version: {@code <model>.pt}, {@code <model>.onnx},
 * {@code <model>.zip}, {@code <model>/} or, as Triton has them, {@code <model>/<number>/}.
 *
 * @param model what comes before the ending, or the folder's name
 */
record WatchedEntry(String model, Path path) {

    /** Files that are models, of this service or of another; any other file is none of its business. */
    private static final Set<String> ENDINGS = Set.of("pt", "pth", "onnx", "zip", "torchscript", "safetensors", "h5",
            "keras", "mar", "pb", "tflite", "gguf", "bin", "gz", "tgz", "tar");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Set<String> NOBODYS = Set.of("lost+found");

    /** All of a directory, a model's in the order of their numbers. */
    static List<WatchedEntry> in(Path directory) {
        List<WatchedEntry> entries = new ArrayList<>();
        for (Path child : children(directory)) {
            String name = child.getFileName().toString();
            if (Files.isDirectory(child)) {
                List<Path> numbered = numbered(child);
                (numbered.isEmpty() ? List.of(child) : numbered)
                        .forEach(folder -> entries.add(new WatchedEntry(name, folder)));
            } else if (ENDINGS.contains(ending(name))) {
                entries.add(new WatchedEntry(name.substring(0, name.lastIndexOf('.')), child));
            }
        }
        return entries;
    }

    private static List<Path> numbered(Path folder) {
        return children(folder).stream()
                .filter(Files::isDirectory)
                .filter(child -> NUMBER.matcher(name(child)).matches())
                .sorted(java.util.Comparator.comparingInt(child -> Integer.parseInt(name(child))))
                .toList();
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal when no model can be called that */
    ModelName modelName() {
        return new ModelName(model);
    }

    /** What changes whenever the content does: names, sizes and times of all that is in it. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Path file : files(path)) {
            text.append(path.relativize(file))
                    .append(' ')
                    .append(file.toFile().length())
                    .append(' ')
                    .append(file.toFile().lastModified())
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Copies it, so that nobody changes it any more while it is looked at.
     *
     * @throws Refusal when it is more than is taken
     */
    Path copyTo(Path folder, IntakeProperties limits) {
        Path copy = folder.resolve(path.getFileName());
        long size = 0;
        List<Path> files = files(path);
        if (files.size() > limits.maxEntries()) {
            throw ZipArchive.refused("has more than %d files".formatted(limits.maxEntries()));
        }
        for (Path file : files) {
            size += file.toFile().length();
            if (size > limits.maxSize().toBytes()) {
                throw new Refusal(Refusal.Kind.TOO_LARGE,
                        "artifact: has more than %d bytes, which is the most that is taken"
                                .formatted(limits.maxSize().toBytes()));
            }
            Path to = file.equals(path) ? copy : copy.resolve(path.relativize(file));
            try {
                Files.createDirectories(to.resolveSibling(""));
                Files.copy(file, to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return copy;
    }

    private static List<Path> files(Path path) {
        Predicate<Path> shown = file -> !name(file).startsWith(".") || file.equals(path);
        try (Stream<Path> files = Files.walk(path, 3, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile).filter(shown).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !name(child).startsWith(".") && !NOBODYS.contains(name(child)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
