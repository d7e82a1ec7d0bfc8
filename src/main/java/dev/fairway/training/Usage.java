package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a train job has taken so far, over all of its workers, those included that died; of a search, with its trials.
 *
 * @param workers that told of themselves
 * @param seconds that they ran, whether they computed or waited
 * @param cpuSeconds of processors' time that they took
 */
public record Usage(int workers, double seconds, double cpuSeconds, Energy energy) {

    private static final double JOULES = 3.6e6;

    /**
     * Electricity.
     *
     * @param kilowattHours of the processors; memory, cards, disks, cooling and losses come on top
     * @param method {@code measured} by the processors' own counters, else {@code estimated}
     * @param assumption what the figure rests on
     */
    public record Energy(double kilowattHours, Method method, String assumption) {

        public enum Method {
            @JsonProperty("measured")
            MEASURED, @JsonProperty("estimated")
            ESTIMATED
        }
    }

    /**
     * One worker.
     *
     * @param joules that the processors' counters rose by meanwhile; null where there are none to be read
     * @param wattsPerCore what a busy core was taken to draw where nothing is measured
     */
    public record Share(double seconds, double cpuSeconds, @Nullable Double joules, double wattsPerCore) {}

    /** All of a job's workers, at least one. */
    public static Usage of(Collection<Share> shares) {
        double seconds = shares.stream().mapToDouble(Share::seconds).sum();
        double cpu = shares.stream().mapToDouble(Share::cpuSeconds).sum();
        return new Usage(shares.size(), seconds, cpu, energy(shares));
    }

    private static Energy energy(Collection<Share> shares) {
        if (shares.stream().allMatch(share -> share.joules() != null)) {
            double joules = shares.stream().mapToDouble(share -> Objects.requireNonNull(share.joules())).sum();
            return new Energy(joules / JOULES, Energy.Method.MEASURED,
                    "counters of all processor packages (RAPL) while the workers ran; what else ran there is in it");
        }
        double joules = shares.stream().mapToDouble(share -> share.cpuSeconds() * share.wattsPerCore()).sum();
        double watts = joules / Math.max(1e-9, shares.stream().mapToDouble(Share::cpuSeconds).sum());
        return new Energy(joules / JOULES, Energy.Method.ESTIMATED,
                String.format(Locale.ROOT, "processors' time at %.1f W for a busy core", watts));
    }
}
