package dev.fairway.rollout;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.TrafficPlan.Share;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Shares callers out over versions by weight; the same key always meets the same version, on every replica.
 *
 * <p>Weighted rendezvous hashing: for a key every version draws a number {@code u} in (0, 1) from the hash of model,
 * key and version, and the one with the greatest {@code -weight / ln u} answers. A version gets its weight's share of
 * the keys, and a weight bears on its own version's numbers alone: raising it only brings callers to that version,
 * lowering it only sends some away, and nobody moves between the others. Thaler and Ravishankar, <i>Using name-based
 * mappings to increase hit rates</i>, IEEE/ACM Transactions on Networking 6(1), 1998; Schindelhauer and Schomaker,
 * <i>Weighted distributed hash tables</i>, SPAA 2005, for the weights.
 */
final class WeightedSplit {

    private final long salt;
    private final int[] versions;
    private final double[] weights;

    /** @param shares at least one of a weight above 0 */
    WeightedSplit(ModelName model, List<Share> shares) {
        List<Share> answering = shares.stream().filter(share -> share.weight() > 0).toList();
        this.salt = fnv(0xcbf29ce484222325L, model.value() + "/");
        this.versions = answering.stream().mapToInt(Share::version).toArray();
        this.weights = answering.stream().mapToDouble(Share::weight).toArray();
    }

    /** The version that answers the caller of a key. */
    int version(String key) {
        long hash = fnv(salt, key);
        int chosen = 0;
        double greatest = -1;
        for (int i = 0; i < versions.length; i++) {
            double score = -weights[i] / StrictMath.log(uniform(mix(mix(hash) + versions[i])));
            if (score > greatest) {
                greatest = score;
                chosen = i;
            }
        }
        return versions[chosen];
    }

    /** The 64-bit FNV-1a hash, going on from another one. */
    private static long fnv(long hash, String text) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finaliser of MurmurHash3: each bit of the input bears on each bit of the output. */
    private static long mix(long bits) {
        bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return bits ^ (bits >>> 33);
    }

    /** The upper 53 bits as a number in (0, 1), neither end included. */
    private static double uniform(long bits) {
        return ((bits >>> 11) + 0.5) * 0x1.0p-53;
    }
}
