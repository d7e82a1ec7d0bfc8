package dev.fairway.feature;

/** The segments of a JPEG before its pixels (ITU-T T.81, annex B). */
record JpegHeader(byte[] encoded) {

    private static final int START_OF_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int EXTENSION = 0xC8;
    private static final int ARITHMETIC_TABLES = 0xCC;

    /** Place of the number of components in the segment that starts a frame, counted from its marker. */
    private static final int COMPONENTS = 9;

    /** Colours per pixel; 0 where the header breaks off before it tells. */
    int components() {
        int at = 2;
        while (at + COMPONENTS < encoded.length && at(at) == 0xFF) {
            int marker = at(at + 1);
            if (startsFrame(marker)) {
                return at(at + COMPONENTS);
            }
            at += marker == 0xFF ? 1 : 2 + ((at(at + 2) << Byte.SIZE) | at(at + 3));
        }
        return 0;
    }

    private static boolean startsFrame(int marker) {
        return marker >= START_OF_FRAME && marker <= LAST_FRAME
                && marker != HUFFMAN_TABLES
                && marker != EXTENSION
                && marker != ARITHMETIC_TABLES;
    }

    private int at(int place) {
        return Byte.toUnsignedInt(encoded[place]);
    }
}
