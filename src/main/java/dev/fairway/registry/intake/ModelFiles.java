package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells a network's file for what it is and finds what belongs to it. */
final class ModelFiles {

    private static final String TAKEN = "this service takes TorchScript (.pt), ONNX (.onnx) and zipped model folders";

    private ModelFiles() {}

    /**
     * The network's files, by the names that they have in a version's folder.
     *
     * @param file what is to be the network
     * @param name what it was called
     * @param limits what a TorchScript archive may be
     * @throws Refusal when it is no network that is run here, or damaged
     */
    static Map<String, Path> of(Path file, String name, IntakeProperties limits) {
        Network.Format format = format(file, name, limits);
        Map<String, Path> files = new HashMap<>(Map.of(format.file(), file));
        if (format == Network.Format.ONNX) {
            addData(file, files);
        }
        return files;
    }

    static Network.Format format(Map<String, Path> files) {
        return files.containsKey(Network.Format.ONNX.file()) ? Network.Format.ONNX : Network.Format.TORCHSCRIPT;
    }

    private static Network.Format format(Path file, String name, IntakeProperties limits) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (FileKind.of(file)) {
            case ONNX -> named(lower, Set.of("pt", "pth", "zip"), Network.Format.ONNX);
            case ZIP -> torchScript(file, lower, limits);
            case EMPTY -> throw ZipArchive.refused("is an empty file");
            case PICKLE -> throw ZipArchive.refused(
                    "is a Python pickle, as older versions of torch.save write it; pickles are programs and are not opened; "
                            + TorchScriptFile.EXPORT);
            case HDF5, SAFETENSORS, GGUF, TFLITE, SAVED_MODEL, GZIP, UNKNOWN ->
                throw ZipArchive.refused("is %s; %s".formatted(FileKind.of(file).words(), TAKEN));
        };
    }

    private static Network.Format torchScript(Path file, String name, IntakeProperties limits) {
        if (!TorchScriptFile.isOne(new ZipArchive(file, limits))) {
            throw ZipArchive.refused("is a zip, but no TorchScript archive; " + TorchScriptFile.EXPORT);
        }
        TorchScriptFile.verify(file, limits);
        return named(name, Set.of("onnx"), Network.Format.TORCHSCRIPT);
    }

    /** A file that is called what it is not was taken from the wrong place, more often than not. */
    private static Network.Format named(String name, Set<String> wrong, Network.Format is) {
        for (String ending : wrong) {
            if (name.endsWith("." + ending)) {
                throw ZipArchive.refused("is called .%s but holds %s; if that is the model, call it %s"
                        .formatted(ending, is == Network.Format.ONNX ? "ONNX" : "TorchScript", is.file()));
            }
        }
        return is;
    }

    private static void addData(Path network, Map<String, Path> files) {
        for (String name : OnnxFile.dataFiles(network)) {
            Path beside = network.resolveSibling(Path.of(name).getFileName());
            if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
                throw ZipArchive
                        .refused("keeps tensors in '%s'; they must lie beside the model, in a file of a plain name"
                                .formatted(name));
            }
            if (!Files.isRegularFile(beside) || beside.equals(network)) {
                throw ZipArchive.refused(
                        "keeps tensors in the file '%s', which is not there; zip both and send the zip, or save the model with its data inside"
                                .formatted(name));
            }
            if (Set.of(VersionFolder.MANIFEST, VersionFolder.GOLDEN, VersionFolder.PREPROCESSING).contains(name)) {
                throw ZipArchive.refused("keeps tensors in '%s', which is another file's name".formatted(name));
            }
            files.put(name, beside);
        }
    }
}
