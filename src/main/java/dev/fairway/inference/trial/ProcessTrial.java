package dev.fairway.inference.trial;

import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.process.JavaCommand;
import dev.fairway.registry.Trial;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tries each network in a child process, whose crash, hanging and greed are reasons to refuse it. */
@Component
class ProcessTrial implements Trial {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTrial.class);

    private final JavaCommand command;
    private final TrialProperties properties;

    @Autowired
    ProcessTrial(TrialProperties properties) {
        this(JavaCommand.ofThisService(TrialWorker.ROLE), properties);
    }

    ProcessTrial(JavaCommand command, TrialProperties properties) {
        this.command = command;
        this.properties = properties;
    }

    @Override
    public Signature run(VersionFolder folder) {
        TrialProcess process = TrialProcess.start(command.line(options(folder), folder.path()),
                Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE", "DJL_OFFLINE", "true", "OPT_OUT_TRACKING",
                        "true"));
        long memory = properties.memory().toBytes() + 4 * size(folder.path());
        return switch (process.await(properties.timeout(), memory)) {
            case TrialProcess.End.Said said -> signature(VersionFolder.JSON.readValue(said.line(), Finding.class));
            case TrialProcess.End.TimedOut _ -> throw refused(
                    "could not be loaded and run within %d seconds".formatted(properties.timeout().toSeconds()));
            case TrialProcess.End.TooLarge(long bytes) ->
                throw refused("took %d MiB of memory to be loaded and run on a few rows, and may take %d"
                        .formatted(bytes >> 20, memory >> 20));
            case TrialProcess.End.Died died -> throw died(died);
        };
    }

    /** Small and soon started; a crash leaves its report with the folder, which goes. */
    private List<String> options(VersionFolder folder) {
        return List.of("-Xmx" + properties.heap().toBytes(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-XX:-UsePerfData", "-XX:ErrorFile=" + folder.path().resolveSibling("crash.log"));
    }

    private static Signature signature(Finding finding) {
        if (finding.defect() != null) {
            throw new IllegalStateException("the trial could not be made: " + finding.defect());
        }
        if (finding.refusal() != null) {
            throw refused(finding.refusal());
        }
        Signature signature = finding.signature();
        if (signature == null) {
            throw new IllegalStateException("the trial's process said nothing");
        }
        return signature;
    }

    private static RuntimeException died(TrialProcess.End.Died died) {
        LOG.warn("the process of a trial ended with {}: {}", died.code(), died.log());
        if (died.code().isOutOfMemory()) {
            return refused("took more of Java's memory to be loaded than a trial may");
        }
        return refused(
                "crashed the engine that was to load it (%s); the file is damaged, or asks for what this engine does not do"
                        .formatted(died.code()));
    }

    private static BrokenModel refused(String message) {
        return new BrokenModel("artifact: " + message);
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
