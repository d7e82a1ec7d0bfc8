package dev.fairway.training.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the service on a thread of its own. The line {@code cancel} ends the job before its next step. The end of
 * the stream means that the service is gone: then nobody hears the worker any more, and a service that starts anew
 * would start it a second time.
 */
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private volatile boolean cancelled;

    /** @param orphaned what to do when the stream ends */
    static Commands listen(InputStream in, Runnable orphaned) {
        Commands commands = new Commands();
        Thread.ofPlatform().daemon().name("commands").start(() -> {
            commands.read(in);
            orphaned.run();
        });
        return commands;
    }

    boolean cancelled() {
        return cancelled;
    }

    private void read(InputStream in) {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().equals("cancel")) {
                    cancelled = true;
                } else {
                    LOG.warn("unknown command: {}", line);
                }
            }
        } catch (IOException e) {
            LOG.warn("the service cannot be heard any more", e);
        }
    }
}
