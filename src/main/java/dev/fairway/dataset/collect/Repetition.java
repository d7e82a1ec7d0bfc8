package dev.fairway.dataset.collect;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts items that come again, byte for byte. Items are known by 64 bits of their hash. */
final class Repetition {

    private final MessageDigest sha256;
    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> test = new HashSet<>();
    private long repeated;

    Repetition() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void see(byte[] item, @Nullable String split) {
        long hash = ByteBuffer.wrap(sha256.digest(item)).getLong();
        Set<Long> known = Splits.TEST.equals(split) ? test : seen;
        if (!known.add(hash)) {
            repeated++;
        }
    }

    /** Items that repeat an earlier one, test items among test items and all others among themselves. */
    long repeated() {
        return repeated;
    }

    /** Different test items that also occur among the others. */
    long shared() {
        return test.stream().filter(seen::contains).count();
    }

    /** Different test items. */
    long tests() {
        return test.size();
    }
}
