package dev.fairway.training.worker;

import dev.fairway.registry.Evaluation;
import java.time.Instant;

/** How good a version is, and what of it goes into its folder. */
interface Verdict {

    Evaluation evaluation();

    /** Completes the folder in which the network lies already. */
    void write(CandidateFolder folder, Instant createdAt);
}
