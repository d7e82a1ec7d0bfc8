package dev.fairway.training.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.registry.VersionFolder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a new version and another one did on the same held-out rows: {@code comparison.json} of the new one's folder.
 *
 * @param against what the job calls the other one: an alias or a number
 * @param version number of the other one; null where there is none
 * @param notRun why the two could not be compared; null when they were
 * @param rows the held-out rows
 * @param confidence chance that an interval holds the true difference
 * @param metrics both figures and their difference by name of the metric
 * @param disagreement rows that only one of them gets right; null for quantities
 * @param latency how long both take; null where it was not measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparison(
        String against,
        @Nullable Integer version,
        @Nullable String notRun,
        long rows,
        double confidence,
        Map<String, Difference> metrics,
        @Nullable Disagreement disagreement,
        @Nullable Latency latency) {

    public static final String FILE = "comparison.json";

    public Comparison {
        metrics = new TreeMap<>(metrics);
    }

    /**
     * @param difference new − other
     * @param low least difference that goes with the rows, by paired bootstrap; null where they define none
     * @param high greatest difference that goes with the rows
     */
    public record Difference(
            double candidate,
            double other,
            double difference,
            @Nullable Double low,
            @Nullable Double high) {}

    /** @param pValue of McNemar's exact test that both are right equally often */
    public record Disagreement(long onlyCandidateRight, long onlyOtherRight, double pValue) {}

    /**
     * Median time of the networks for a row by itself, measured in turns.
     *
     * @param ratio new / other
     */
    public record Latency(double candidateMicros, double otherMicros, double ratio, double low, double high) {}

    /** There is no other version, so that nothing can be worse than it. */
    public static Comparison withNobody(Opponent opponent) {
        return new Comparison(opponent.name(), null, null, 0, 0, Map.of(), null, null);
    }

    /** The other version cannot be run on the rows. */
    public static Comparison notRun(Opponent opponent, String reason) {
        return new Comparison(opponent.name(), opponent.version(), reason, 0, 0, Map.of(), null, null);
    }

    public Comparison with(Latency measured) {
        return new Comparison(against, version, notRun, rows, confidence, metrics, disagreement, measured);
    }

    /** The other version, in words. */
    String other() {
        return version == null || against.equals(version.toString()) ? "version " + against
                : "version %d (%s)".formatted(version, against);
    }

    /** The comparison of a version; empty where none was asked for. */
    public static Optional<Comparison> of(VersionFolder folder) {
        return folder.has(FILE)
                ? Optional.of(VersionFolder.JSON.readValue(folder.path().resolve(FILE), Comparison.class))
                : Optional.empty();
    }
}
