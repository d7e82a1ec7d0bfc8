package dev.fairway.inference.trial;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.Engines;
import dev.fairway.registry.VersionFolder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The process that tries a network. It has the service's engines and codecs and nothing else of it, and says what it
 * found in one line on its standard output.
 */
public final class TrialWorker {

    static final String ROLE = "model-trial";

    private static final Logger LOG = LoggerFactory.getLogger(TrialWorker.class);

    private TrialWorker() {}

    /**
     * Tries the network of a folder in this process and ends it.
     *
     * @param folder of a version, as {@link dev.fairway.registry.Trial} has it
     */
    public static void main(Path folder) {
        PrintStream finding = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Whatever prints or logs from here on must not get between.
        System.setOut(System.err);
        LoggingSystem.get(TrialWorker.class.getClassLoader()).setLogLevel(null, LogLevel.WARN);
        finding.println(VersionFolder.JSON.writeValueAsString(found(new VersionFolder(folder))));
        // Not exit: libraries' own farewells may crash or hang after all is said.
        Runtime.getRuntime().halt(0);
    }

    private static Finding found(VersionFolder folder) {
        try (var context = new AnnotationConfigApplicationContext(Parts.class)) {
            return found(folder, context.getBean(Engines.class), context.getBean(Codecs.class));
        } catch (RuntimeException e) {
            LOG.error("the trial could not be made", e);
            return Finding.failed(e);
        }
    }

    static Finding found(VersionFolder folder, Engines engines, Codecs codecs) {
        try {
            return Finding.passed(new TrialRun(folder, engines, codecs).run());
        } catch (Refusal e) {
            LOG.warn("the network is refused", e);
            return Finding.refused(e instanceof BrokenModel ? EngineWords.of(e) : String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the network is refused", e);
            return Finding.refused(EngineWords.of(e));
        }
    }

    /** What of the service it takes to load and run a network; no component, so that the service does not find it. */
    @ComponentScan({"dev.fairway.inference.engine", "dev.fairway.inference.codec", "dev.fairway.inference.djl",
            "dev.fairway.inference.onnx"})
    @ConfigurationPropertiesScan("dev.fairway.inference.codec")
    static class Parts {}
}
