package dev.fairway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files that are packed, and files as MNIST has them. */
public final class Archives {

    private Archives() {}

    /** @param files names and contents (texts or bytes), in turn */
    public static Map<String, byte[]> files(Object... files) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (int i = 0; i < files.length; i += 2) {
            all.put((String) files[i], files[i + 1] instanceof byte[] bytes ? bytes
                    : ((String) files[i + 1]).getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    public static byte[] zip(Map<String, byte[]> files) {
        return written(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (var file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                }
            }
        });
    }

    public static byte[] tar(Map<String, byte[]> files) {
        return written(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                for (var file : files.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                    entry.setSize(file.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(file.getValue());
                    tar.closeArchiveEntry();
                }
            }
        });
    }

    /** A tar of a single link. */
    public static byte[] link(String name, String target) {
        return written(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK);
                entry.setLinkName(target);
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        });
    }

    public static byte[] gz(byte[] bytes) {
        return written(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            }
        });
    }

    /** Grey images in IDX, each of one shade. */
    public static byte[] idxImages(int height, int width, int... shades) {
        ByteBuffer idx = ByteBuffer.allocate(16 + shades.length * height * width);
        idx.putInt(0x803).putInt(shades.length).putInt(height).putInt(width);
        for (int shade : shades) {
            for (int i = 0; i < height * width; i++) {
                idx.put((byte) shade);
            }
        }
        return idx.array();
    }

    public static byte[] idxLabels(int... labels) {
        ByteBuffer idx = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
        for (int label : labels) {
            idx.put((byte) label);
        }
        return idx.array();
    }

    private interface Writing {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
