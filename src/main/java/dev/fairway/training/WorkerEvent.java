package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker tells of its job: one JSON document per line on its standard output, and nothing else there. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({@JsonSubTypes.Type(value = WorkerEvent.Entered.class, name = "entered"),
        @JsonSubTypes.Type(value = WorkerEvent.Prepared.class, name = "prepared"),
        @JsonSubTypes.Type(value = WorkerEvent.Stepped.class, name = "stepped"),
        @JsonSubTypes.Type(value = WorkerEvent.EpochEnded.class, name = "epoch_ended"),
        @JsonSubTypes.Type(value = WorkerEvent.Spent.class, name = "spent"),
        @JsonSubTypes.Type(value = WorkerEvent.Logged.class, name = "logged"),
        @JsonSubTypes.Type(value = WorkerEvent.Succeeded.class, name = "succeeded"),
        @JsonSubTypes.Type(value = WorkerEvent.Rested.class, name = "rested"),
        @JsonSubTypes.Type(value = WorkerEvent.Cancelled.class, name = "cancelled"),
        @JsonSubTypes.Type(value = WorkerEvent.Failed.class, name = "failed")})
public sealed interface WorkerEvent {

    /** The job has entered a state; {@code message} says with what (rows, columns, the epoch it goes on from). */
    record Entered(JobState state, String message) implements WorkerEvent {}

    /** What the run is reproducible by. */
    record Prepared(long seed, int threads, String engine, String device, Map<String, Long> rowsPerSplit)
            implements
                WorkerEvent {}

    /** Some steps are done; told at most a few times a second. Epochs and steps count from 1. */
    record Stepped(int epoch, int epochs, int step, int steps) implements WorkerEvent {}

    /**
     * An epoch is done.
     *
     * @param metrics {@code train_loss}, {@code validation_loss}, {@code validation_accuracy}, … by name
     * @param best whether its weights are the best so far
     */
    record EpochEnded(int epoch, Map<String, Double> metrics, double learningRate, double seconds, boolean best)
            implements
                WorkerEvent {}

    /**
     * What the worker has taken since its start; told after each epoch and before its last word.
     *
     * @param worker tells this worker from all others
     * @param joules that the processors' counters rose by; null where there are none to be read
     */
    record Spent(String worker, double seconds, double cpuSeconds, @Nullable Double joules) implements WorkerEvent {}

    record Logged(String level, String message) implements WorkerEvent {}

    /**
     * The version's folder is complete and hashed.
     *
     * @param folder name of the version's folder within the job's folder
     * @param metrics per split and name
     */
    record Succeeded(StopReason reason, int bestEpoch, Map<String, Map<String, Double>> metrics, String folder)
            implements
                WorkerEvent {}

    /**
     * The leg is done, and its checkpoint written.
     *
     * @param epoch epochs done
     * @param reason why there is nothing more to learn; null when there is
     */
    record Rested(int epoch, @Nullable StopReason reason) implements WorkerEvent {}

    record Cancelled(@Nullable String message) implements WorkerEvent {}

    record Failed(Failure failure) implements WorkerEvent {}
}
