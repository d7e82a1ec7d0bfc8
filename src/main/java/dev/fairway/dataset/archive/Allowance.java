package dev.fairway.dataset.archive;

import dev.fairway.contract.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Counts what comes out of an upload, in all its files together, and stops it at the limits. */
final class Allowance {

    /** Small archives compress well, and do no harm. */
    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final int SKIPPED = 1 << 13;

    private final ArchiveLimits limits;
    private final long packed;
    private long unpacked;
    private int entries;

    /** @param packed bytes of the upload as it came */
    Allowance(ArchiveLimits limits, long packed) {
        this.limits = limits;
        this.packed = Math.max(1, packed);
    }

    /** @throws Refusal when that is one too many */
    void entry() {
        entries++;
        if (entries > limits.maxEntries()) {
            throw Refusal.invalid("file",
                    "has more than %d entries, which is the most that is taken".formatted(limits.maxEntries()));
        }
    }

    private void unpacked(long bytes) {
        unpacked += bytes;
        if (unpacked > limits.maxUnpacked().toBytes()) {
            throw new Refusal(Refusal.Kind.TOO_LARGE,
                    "file: unpacks to more than %d bytes, which is the most that is taken"
                            .formatted(limits.maxUnpacked().toBytes()));
        }
        if (unpacked > ALWAYS_ALLOWED && unpacked / packed >= limits.maxRatio()) {
            throw Refusal.invalid("file",
                    "unpacks to more than %d times its size, as only a bomb does".formatted(limits.maxRatio()));
        }
    }

    /**
     * The same bytes, counted.
     *
     * @param name of the entry they belong to; null for those of an archive
     */
    InputStream counted(InputStream in, @Nullable String name) {
        return new Counted(in, name, true);
    }

    /** The same bytes, which need no counting because they are counted below or are not compressed. */
    InputStream plain(InputStream in, String name) {
        return new Counted(in, name, false);
    }

    static Refusal damaged(@Nullable String name, Exception cause) {
        Refusal refusal = name == null
                ? Refusal.invalid("file", "is an archive that is cut off or damaged; pack and send it again")
                : EntryNames.refused(name, "is cut off or damaged; pack and send it again");
        refusal.initCause(cause);
        return refusal;
    }

    /** What cannot be read of what was sent is the sender's to mend; a full disk of ours is no such fault. */
    private final class Counted extends FilterInputStream {

        private final @Nullable String name;
        private final boolean counts;

        Counted(InputStream in, @Nullable String name, boolean counts) {
            super(in);
            this.name = name;
            this.counts = counts;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                int read = in.read(bytes, offset, length);
                unpacked(counts ? Math.max(0, read) : 0);
                return read;
            } catch (IOException | IllegalArgumentException e) {
                throw damaged(name, e);
            }
        }

        @Override
        public long skip(long bytes) {
            int most = Math.clamp(bytes, 0, SKIPPED);
            return Math.max(0, read(new byte[most], 0, most));
        }
    }
}
