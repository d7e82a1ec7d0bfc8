package dev.fairway.registry.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips as nobody should send them, and plain ones. */
final class Zips {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    static Zips of(String name, String content) {
        return new Zips().with(name, content);
    }

    Zips with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Zips with(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same, with the last entry told to be a symbolic link. */
    byte[] linked() {
        byte[] all = bytes();
        ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int entry = buffer.getInt(all.length - 6);
        buffer.put(entry + 5, (byte) 3);
        buffer.putInt(entry + 38, 0xA1FF << 16);
        return all;
    }

    /** The same, with the first entry's name twice: both headers of the second get it. */
    static byte[] doubled() {
        byte[] all = of("a.txt", "1").with("b.txt", "2").bytes();
        for (int i = 0; i + 5 <= all.length; i++) {
            if (new String(all, i, 5, StandardCharsets.US_ASCII).equals("b.txt")) {
                all[i] = 'a';
            }
        }
        return all;
    }
}
