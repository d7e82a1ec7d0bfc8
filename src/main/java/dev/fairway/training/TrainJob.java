package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.registry.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A train job as it stands, in the shape in which callers see it.
 *
 * @param stopReason why training ended; null until then
 * @param progress null before training
 * @param metrics by split and name; empty until the evaluation
 * @param best the best epoch so far, with its metrics
 * @param history one entry per epoch
 * @param gate null until the job ended
 * @param version number of the version that the job made
 * @param failure why it failed
 * @param transitions what happened, the oldest first
 * @param reproducibility what makes a run repeatable; null before the worker has read the data
 * @param attempts workers that were started
 * @param parent the search that the job is a trial of
 * @param priority of waiting jobs, one with a greater priority is begun first
 * @param search how far the trials of a search have come; null for a job that is none
 * @param usage time and energy that it has taken so far; null before its workers told any
 * @param warmStart the version whose weights it begins with; null for fresh ones
 */
public record TrainJob(
        String id,
        String model,
        JobState state,
        @Nullable StopReason stopReason,
        @Nullable Progress progress,
        @Nullable String device,
        Map<String, Map<String, Double>> metrics,
        @Nullable Best best,
        List<Epoch> history,
        @Nullable Verdict gate,
        @Nullable Integer version,
        @Nullable Failure failure,
        List<Transition> transitions,
        @Nullable Reproducibility reproducibility,
        int attempts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String parent,
        int priority,
        @Nullable SearchProgress search,
        @Nullable Usage usage,
        @Nullable VersionId warmStart,
        TrainSpec spec) {

    /** Whether learning has come to its end, with the figures that say so; null while the epochs are too few. */
    @JsonProperty
    public @Nullable Convergence convergence() {
        return Convergence.of(history).orElse(null);
    }

    /** Where the card of the version that the job made is; null before there is one. */
    @JsonProperty
    public @Nullable String card() {
        return version == null ? null : "/api/models/%s/versions/%d/card".formatted(model, version);
    }

    /**
     * @param fraction of all steps of all epochs that are done, from 0 to 1
     * @param eta time left if no early stop comes first; null before the first epoch is done
     */
    public record Progress(int epoch, int epochs, int step, int steps, double fraction, @Nullable Duration eta) {

        public static Progress of(int epoch, int epochs, int step, int steps, List<Epoch> history) {
            double fraction = fraction(epoch, epochs, step, steps);
            double seconds = history.stream().mapToDouble(Epoch::seconds).average().orElse(Double.NaN);
            Duration eta = Double.isNaN(seconds) ? null
                    : Duration.ofMillis(Math.round((1 - fraction) * epochs * seconds * 1000));
            return new Progress(epoch, epochs, step, steps, fraction, eta);
        }

        public static double fraction(int epoch, int epochs, int step, int steps) {
            double done = epoch - 1 + (steps == 0 ? 0 : (double) step / steps);
            return Math.clamp(done / epochs, 0, 1);
        }
    }

    public record Best(int epoch, Map<String, Double> metrics) {}

    /**
     * One epoch; its metrics stand beside its other fields.
     *
     * @param seconds how long it took
     */
    public record Epoch(
            int epoch,
            double learningRate,
            double seconds,
            boolean best,
            @JsonAnyGetter @JsonAnySetter Map<String, Double> metrics) implements Logged {

        public Epoch {
            metrics = new TreeMap<>(metrics);
        }
    }

    /** The job has entered a state, or something happened to it there. */
    public record Transition(JobState state, Instant at, String message) implements Logged {}

    /** Something that the worker wants known. */
    public record Line(Instant at, String level, String message) implements Logged {}

    /** What a job's log holds. */
    public sealed interface Logged {}

    public record Reproducibility(long seed, int threads, String engine, String datasetSha256) {}

    /**
     * What the gate says of the version.
     *
     * @param reasons what was compared, with which figures
     */
    public record Verdict(Decision decision, List<String> reasons) {

        public enum Decision {
            /** The version is what unversioned calls get now. */
            @JsonProperty("promoted")
            PROMOTED,
            /** The version waits beside the one in production. */
            @JsonProperty("candidate")
            CANDIDATE,
            /** The version is kept, but no alias points to it. */
            @JsonProperty("rejected")
            REJECTED,
            /** There is no version to judge, or the comparison that was asked for could not be made. */
            @JsonProperty("not_run")
            NOT_RUN
        }
    }

    /**
     * One entry of a job's log, as listeners get it.
     *
     * @param seq rises with every entry; where a listener goes on after it lost its connection
     * @param type {@code state}, {@code epoch} or {@code log}
     * @param data a JSON document
     */
    public record Entry(long seq, String type, String data) {}
}
