package dev.fairway.training.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What workers of a job write beside their events, in two files of bounded size: the newer one, and the one before. */
public final class WorkerLog implements AutoCloseable {

    private final Path file;
    private final Path older;
    private final long limit;
    private OutputStream out;
    private long size;

    public WorkerLog(Path folder, long limit) throws IOException {
        this.file = folder.resolve("worker.log");
        this.older = folder.resolve("worker.log.1");
        this.limit = limit / 2;
        this.out = open();
        this.size = Files.size(file);
    }

    public synchronized void line(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8).length);
        write(new byte[]{'\n'}, 1);
    }

    synchronized void write(byte[] bytes, int length) throws IOException {
        if (size + length > limit) {
            out.close();
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            out = open();
            size = 0;
        }
        out.write(bytes, 0, length);
        size += length;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
