package dev.fairway.registry.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A zip by what PyTorch and others put into theirs. A TorchScript archive has the program, {@code <name>/code/…}, beside
 * the weights, {@code <name>/data.pkl}.
 */
final class TorchScriptFile {

    static final String EXPORT = "export the model with torch.jit.trace or torch.jit.script and send what its save() writes";

    private static final Pattern PICKLE = Pattern.compile("([^/]+/)?data\\.pkl");
    private static final Pattern CODE = Pattern.compile("([^/]+/)?code/.+\\.py");
    private static final Pattern LITE = Pattern.compile("([^/]+/)?bytecode\\.pkl");
    private static final Pattern EXPORTED = Pattern
            .compile("([^/]+/)?(serialized_exported_program\\.json|archive_format)");
    private static final Pattern KERAS = Pattern.compile("model\\.weights\\.h5");
    private static final Pattern MODEL_ARCHIVE = Pattern.compile("MAR-INF/MANIFEST\\.json");

    private TorchScriptFile() {}

    /**
     * Whether the zip is one, and not a folder that somebody packed.
     *
     * @throws dev.fairway.contract.Refusal when it is another program's archive, or PyTorch's without a program
     */
    static boolean isOne(ZipArchive zip) {
        List<String> names = zip.names();
        refuse(names, KERAS, "is a Keras model; this service runs TorchScript and ONNX, so export it to ONNX");
        refuse(names, MODEL_ARCHIVE,
                "is a TorchServe model archive, whose handler is Python; send the TorchScript file in it");
        refuse(names, EXPORTED, "is a torch.export program, which libtorch cannot run from Java; " + EXPORT);
        boolean weights = has(names, PICKLE);
        if (weights && !has(names, CODE)) {
            throw ZipArchive.refused(has(names, LITE) ? "is a model for PyTorch Mobile's lite interpreter; " + EXPORT
                    : "holds pickled weights or Python objects without a program, as torch.save writes them; "
                            + EXPORT);
        }
        return weights;
    }

    private static void refuse(List<String> names, Pattern sign, String message) {
        if (has(names, sign)) {
            throw ZipArchive.refused(message);
        }
    }

    private static boolean has(List<String> names, Pattern pattern) {
        return names.stream().anyMatch(pattern.asMatchPredicate());
    }

    /** Reads it to its end. */
    static void verify(Path file, IntakeProperties limits) {
        new ZipArchive(file, limits).verify();
    }
}
