package dev.fairway.training.torchscript;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file that {@code torch.jit.load} reads: a zip of stored entries with the class as source, the instance as a
 * pickle and each tensor's elements raw. Nothing in it depends on when or where it is written, so the same module gives
 * the same bytes.
 *
 * <p>Layout and alignment are those of libtorch's {@code caffe2/serialize/inline_container.cc}: elements start at
 * multiples of 64 bytes, so that a reader may map them into memory.
 */
public final class TorchScriptArchive {

    private static final String ROOT = "model/";
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_HEADER = 30;
    private static final int EXTRA_HEADER = 4;

    /**
     * No earlier: Java takes the very first moment that a zip can tell for one before it, and adds a field with the
     * time in UTC, which depends on the time zone and moves the elements off their alignment.
     */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;
    private long position;

    private TorchScriptArchive(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /** @throws UncheckedIOException when the file cannot be written */
    public static void write(Path file, ScriptModule module) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(ROOT + "data.pkl", module.pickle());
        entries.put(ROOT + "code/__torch__.py", module.source().getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < module.tensors().size(); i++) {
            entries.put(ROOT + "data/" + i, module.tensors().get(i).raw());
        }
        entries.put(ROOT + "constants.pkl", new PickleWriter().emptyTuple().end());
        entries.put(ROOT + "version", "3\n".getBytes(StandardCharsets.US_ASCII));
        entries.put(ROOT + "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        write(file, entries);
    }

    /** @param entries what the archive holds, by name */
    static void write(Path file, Map<String, byte[]> entries) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            TorchScriptArchive archive = new TorchScriptArchive(out);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                archive.entry(entry.getKey(), entry.getValue());
            }
            archive.zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void entry(String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setTimeLocal(EPOCH);
        CRC32 checksum = new CRC32();
        checksum.update(data);
        entry.setCrc(checksum.getValue());
        int header = LOCAL_HEADER + entry.getName().length() + EXTRA_HEADER;
        byte[] padding = padding((int) (-(position + header) & ALIGNMENT - 1));
        entry.setExtra(padding);
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
        position += header - EXTRA_HEADER + padding.length + data.length;
    }

    /** An extra field with the id that libtorch's own writer uses, as long as it takes to align what follows. */
    private static byte[] padding(int length) {
        return ByteBuffer.allocate(EXTRA_HEADER + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'F')
                .put((byte) 'B')
                .putShort((short) length)
                .array();
    }
}
