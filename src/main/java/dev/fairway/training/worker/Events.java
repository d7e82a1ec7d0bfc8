package dev.fairway.training.worker;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.WorkerEvent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Tells the service what happens: an event per line, each written whole or not at all. */
final class Events {

    private final PrintStream out;

    Events(PrintStream out) {
        this.out = out;
    }

    synchronized void tell(WorkerEvent event) {
        String line = VersionFolder.JSON.writerFor(WorkerEvent.class).writeValueAsString(event) + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
