package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a model in it, as one is packed for this service or for DJL Serving: a network, and beside it what there
 * is of {@code manifest.json}, {@code serving.properties}, {@code tokenizer.json} and {@code synset.txt}.
 */
final class ModelDirectory {

    static final String SERVING = "serving.properties";
    static final String SYNSET = "synset.txt";
    private static final long LONGEST_TEXT = 16 << 20;
    private static final List<String> NETWORKS = List.of(".pt", ".pth", ".onnx", ".torchscript");
    /** What other engines run, by the names of their files. */
    private static final Map<String, String> OTHERS = Map.of("saved_model.pb", "a TensorFlow SavedModel",
            "model.safetensors", "safetensors weights, which hold no network", "pytorch_model.bin",
            "pickled weights, which hold no network", "model.py", "a Python handler", "model.joblib",
            "a scikit-learn pickle", "model.pkl", "a Python pickle", "model.keras", "a Keras model");

    private final Path folder;
    private final IntakeProperties limits;

    private ModelDirectory(Path folder, IntakeProperties limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Sorts the files of a folder, or of the only folder in it.
     *
     * @throws Refusal when there is no network in it that is run here, or more than one
     */
    static Parcel open(Path folder, IntakeProperties limits) {
        List<Path> children = children(folder);
        if (children.size() == 1 && Files.isDirectory(children.getFirst())) {
            return open(children.getFirst(), limits);
        }
        return new ModelDirectory(folder, limits).parcel();
    }

    private Parcel parcel() {
        Draft own = has(VersionFolder.MANIFEST) ? DraftReading.read(text(VersionFolder.MANIFEST)) : Draft.EMPTY;
        DjlServing djl = has(SERVING) ? DjlServing.read(text(SERVING), this::optional) : DjlServing.NOTHING;
        Path network = network(djl.modelName());
        Map<String, Path> files = new HashMap<>(ModelFiles.of(network, network.getFileName().toString(), limits));
        Network.Format format = ModelFiles.format(files);
        if (djl.format() != null && djl.format() != format) {
            throw Refusal.invalid("artifact." + SERVING,
                    "engine contradicts the network, which is in " + format.file());
        }
        if (has(VersionFolder.TOKENIZER)) {
            files.put(VersionFolder.TOKENIZER, folder.resolve(VersionFolder.TOKENIZER));
        }
        List<String> notes = new ArrayList<>(djl.notes());
        unused(files).forEach(name -> notes.add(name + " is not used"));
        return new Parcel(format, files, own.or(djl.draft()), notes);
    }

    private Path network(@Nullable String wanted) {
        List<Path> networks = children(folder).stream().filter(ModelDirectory::isNetwork).toList();
        if (wanted != null) {
            networks = networks.stream().filter(file -> isNamed(file, wanted)).toList();
        }
        if (networks.size() == 1) {
            return networks.getFirst();
        }
        if (!networks.isEmpty()) {
            throw ZipArchive.refused("has several networks, %s; leave one, or name it by option.modelName in %s"
                    .formatted(names(networks), SERVING));
        }
        OTHERS.forEach((name, kind) -> {
            if (has(name)) {
                throw ZipArchive
                        .refused("has %s, which is %s; this service runs TorchScript and ONNX".formatted(name, kind));
            }
        });
        throw ZipArchive.refused(
                wanted == null ? "has no network: a file whose name ends with one of %s is needed".formatted(NETWORKS)
                        : "has no network called %s, as option.modelName in %s says".formatted(wanted, SERVING));
    }

    private static boolean isNetwork(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && NETWORKS.stream().anyMatch(name::endsWith);
    }

    private static boolean isNamed(Path file, String wanted) {
        String name = file.getFileName().toString();
        return name.equals(wanted) || NETWORKS.stream().anyMatch(ending -> name.equals(wanted + ending));
    }

    private List<String> unused(Map<String, Path> files) {
        Set<String> read = Set.of(VersionFolder.MANIFEST, SERVING, SYNSET);
        return children(folder).stream()
                .filter(child -> !files.containsValue(child))
                .map(child -> child.getFileName().toString())
                .filter(name -> !read.contains(name))
                .toList();
    }

    private boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** A file of the folder itself, and of no other. */
    private @Nullable String optional(String name) {
        return !name.contains("/") && !name.contains("\\") && has(name) ? text(name) : null;
    }

    private String text(String name) {
        try {
            Path file = folder.resolve(name);
            if (Files.size(file) > LONGEST_TEXT) {
                throw ZipArchive.refused("has a %s of more than %d bytes".formatted(name, LONGEST_TEXT));
            }
            return Files.readString(file);
        } catch (java.nio.charset.CharacterCodingException e) {
            Refusal refusal = ZipArchive.refused("has a %s that is not UTF-8".formatted(name));
            refusal.initCause(e);
            throw refusal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith(".")
                    && !child.getFileName().toString().equals("__MACOSX")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
