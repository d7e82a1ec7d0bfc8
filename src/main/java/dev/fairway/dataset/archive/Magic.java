package dev.fairway.dataset.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.HexFormat;

/** How files of a kind begin. */
enum Magic {
    ZIP("504b0304"), GZIP("1f8b");

    private final String hex;

    Magic(String hex) {
        this.hex = hex;
    }

    /** Whether a stream does; it is left where it was. */
    boolean begins(BufferedInputStream in) throws IOException {
        int length = hex.length() / 2;
        in.mark(length);
        byte[] head = in.readNBytes(length);
        in.reset();
        return HexFormat.of().formatHex(head).equals(hex);
    }
}
