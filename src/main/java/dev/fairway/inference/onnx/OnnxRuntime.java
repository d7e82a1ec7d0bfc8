package dev.fairway.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import dev.fairway.device.Device;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.NativeMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one runtime of this process; its library is unpacked when it is first needed. */
final class OnnxRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntime.class);

    /** What the runtime puts before the reason: where the file lies and which line of its code found it. */
    private static final Pattern PREFIX = Pattern.compile(
            "^Error code - \\w+ - message: |Load model from .*? failed:|\\S*/\\S+\\.(cc|h):\\d+ |This is an invalid model\\. ?");

    static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            "fairway");

    private OnnxRuntime() {}

    static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    /** @throws BrokenModel when the file cannot be read */
    static OrtSession open(Path file, Device device) {
        if (!Files.isReadable(file)) {
            throw new BrokenModel("%s is not there or cannot be read".formatted(file.getFileName()));
        }
        try (OrtSession.SessionOptions options = options(device); var _ = NativeMemory.reading()) {
            return ENVIRONMENT.createSession(file.toString(), options);
        } catch (OrtException e) {
            throw broken(e);
        }
    }

    /** One thread per run: workers are what makes use of further cores, and the runtime's own threads would spin. */
    private static OrtSession.SessionOptions options(Device device) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        if (device.isGpu()) {
            options.addCUDA(Integer.parseInt(device.name().substring("cuda:".length())));
        }
        return options;
    }

    /** The runtime's reason, as far as callers may read it. */
    static BrokenModel broken(OrtException e) {
        String reason = PREFIX.matcher(String.valueOf(e.getMessage())).replaceAll("").strip();
        return new BrokenModel("model.onnx cannot be loaded: " + reason, e);
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            LOG.warn("a session of ONNX Runtime did not close", e);
        }
    }
}
