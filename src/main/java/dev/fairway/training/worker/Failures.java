package dev.fairway.training.worker;

import dev.fairway.contract.Refusal;
import dev.fairway.training.Failure;
import dev.fairway.training.Failure.Code;
import dev.fairway.training.JobState;
import dev.fairway.training.djl.Diverged;
import dev.fairway.training.djl.WeightsDiffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Words for what went wrong, fit for the caller: no class, path or stack trace. */
final class Failures {

    private Failures() {}

    static Failure of(Throwable cause, @Nullable JobState stage) {
        JobState reached = stage == null ? JobState.PREPARING : stage;
        return switch (cause) {
            case Refusal refusal -> new Failure(Code.SCHEMA_MISMATCH, reached, message(refusal),
                    "Bring the request and the columns of the data set together.",
                    refusal.errors().isEmpty() ? null : refusal.errors().getFirst().field());
            case WeightsDiffer differ -> new Failure(Code.SCHEMA_MISMATCH, reached,
                    "the version of warm_start cannot be gone on from: " + message(differ),
                    "Ask for the architecture and the columns of that version, or leave warm_start out.", null);
            case Diverged diverged -> new Failure(Code.DIVERGED, reached, message(diverged),
                    "Lower optimizer.learning_rate, set optimizer.clip_norm or add warmup_steps.", null);
            case CheckpointCorrupt corrupt ->
                new Failure(Code.CHECKPOINT_CORRUPT, reached, message(corrupt), "Start the job anew.", null);
            default -> isOutOfMemory(cause) ? new Failure(Code.OUT_OF_MEMORY, reached, "the worker ran out of memory",
                    "Lower batch_size or architecture.hidden, leave columns out, or give the worker more memory.", null)
                    : new Failure(Code.INTERNAL, reached, "the worker met an error of its own",
                            "The job's log has the details; report them.", null);
        };
    }

    /** libtorch tells of memory by the text of an engine exception alone. */
    private static boolean isOutOfMemory(Throwable cause) {
        String message = message(cause).toLowerCase(Locale.ROOT);
        return cause instanceof OutOfMemoryError || message.contains("not enough memory")
                || message.contains("can't allocate memory")
                || message.contains("out of memory");
    }

    private static String message(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), "");
    }
}
