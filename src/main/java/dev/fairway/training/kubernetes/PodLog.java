package dev.fairway.training.kubernetes;

import dev.fairway.training.launch.EventLines;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a pod writes, line by line, each of which the cluster has put the time before. Connections to it end now and
 * then while the pod goes on; the next one begins behind the last line that was read.
 */
final class PodLog implements AutoCloseable {

    private final LogWatch connection;
    private final EventLines lines;
    private final @Nullable Instant behind;
    private @Nullable Instant last;

    /** @param behind time of the last line that was read before; null to read all */
    PodLog(PodResource pod, @Nullable Instant behind) {
        this.behind = behind;
        this.last = behind;
        // The cluster looks at whole seconds: what was read of that second comes again, and is passed over.
        connection = behind == null ? pod.usingTimestamps().watchLog()
                : pod.usingTimestamps().sinceTime(behind.toString()).watchLog();
        lines = new EventLines(connection.getOutput());
    }

    /** The next line without its time; null at the end of the connection. */
    @Nullable
    String next() throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            int space = line.indexOf(' ');
            Instant at = space < 0 ? null : time(line.substring(0, space));
            if (at == null) {
                return line;
            }
            if (behind == null || at.isAfter(behind)) {
                last = at;
                return line.substring(space + 1);
            }
        }
        return null;
    }

    /** When the newest line was written that was read; null before the first. */
    @Nullable
    Instant last() {
        return last;
    }

    private static @Nullable Instant time(String word) {
        try {
            return Instant.parse(word);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
