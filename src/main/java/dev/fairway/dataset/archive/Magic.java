package dev.fairway.dataset.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;

/** How files of a kind begin. */
enum Magic {
    ZIP('P', 'K', 3, 4), GZIP(0x1f, 0x8b);

    private final byte[] bytes;

    Magic(int... bytes) {
        this.bytes = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            this.bytes[i] = (byte) bytes[i];
        }
    }

    /** Whether a stream does; it is left where it was. */
    boolean begins(BufferedInputStream in) throws IOException {
        in.mark(bytes.length);
        byte[] head = in.readNBytes(bytes.length);
        in.reset();
        return Arrays.equals(head, bytes);
    }
}
