package dev.fairway.training.launch;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.WorkerEvent;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Takes a worker's standard output apart: a line is an event, or it is noise, such as what native libraries print
 * there, which must not end a job. No line, however long, takes more memory than an event may.
 */
public final class EventLines {

    /** A data report of thousands of columns fits. */
    private static final int LONGEST = 4 << 20;

    private final InputStream in;

    public EventLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line, cut at the greatest length; null at the end. */
    @Nullable
    public String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            if (line.size() < LONGEST) {
                line.write(b);
            }
            b = in.read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** What a line tells; empty where it is noise. */
    public static Optional<WorkerEvent> event(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(VersionFolder.JSON.readValue(line, WorkerEvent.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
