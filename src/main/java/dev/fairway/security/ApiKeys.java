package dev.fairway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The keys that open the service. Only their hashes are kept, and comparing takes the same time whatever is asked. */
final class ApiKeys {

    private static final String HASHED = "sha256:";
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-fA-F]{64}");
    private static final int SHORTEST = 16;

    private final List<byte[]> hashes;

    private ApiKeys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /** @throws Unguarded when there is no key or one is too weak to be one */
    static ApiKeys of(List<String> keys) {
        if (keys.isEmpty()) {
            throw new Unguarded("fairway.security.mode asks callers for a key, but fairway.security.keys has none.",
                    "Set fairway.security.keys (FAIRWAY_SECURITY_KEYS) to one or more keys, such as the output of "
                            + "`openssl rand -hex 32`, or to sha256:<hash> of each.");
        }
        return new ApiKeys(keys.stream().map(ApiKeys::parse).toList());
    }

    boolean holds(String key) {
        byte[] hash = sha256(key);
        boolean found = false;
        for (byte[] known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] parse(String key) {
        if (key.startsWith(HASHED)) {
            if (!HASH.matcher(key).matches()) {
                throw new Unguarded("A key in fairway.security.keys starts with sha256: but is no SHA-256 hash.",
                        "Write sha256: and the 64 hex digits of the key's hash.");
            }
            return HexFormat.of().parseHex(key.substring(HASHED.length()));
        }
        if (key.length() < SHORTEST) {
            throw new Unguarded("A key in fairway.security.keys has fewer than %d characters.".formatted(SHORTEST),
                    "Use a longer key, such as the output of `openssl rand -hex 32`.");
        }
        return sha256(key);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
