package dev.fairway.training.worker;

/** There are checkpoints, and none of them can be gone on from. */
final class CheckpointCorrupt extends RuntimeException {

    CheckpointCorrupt(int count) {
        super("none of the %d checkpoints of this job can be read".formatted(count));
    }
}
