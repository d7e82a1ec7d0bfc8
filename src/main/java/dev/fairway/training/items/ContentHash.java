package dev.fairway.training.items;

/** 64-bit hashes of contents, for finding equal ones among millions. */
public final class ContentHash {

    private ContentHash() {}

    /** FNV-1a (Fowler, Noll and Vo). */
    public static long of(byte[] content) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : content) {
            hash = (hash ^ Byte.toUnsignedLong(b)) * 0x100000001b3L;
        }
        return hash;
    }
}
