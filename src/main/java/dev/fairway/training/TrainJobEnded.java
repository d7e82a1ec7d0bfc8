package dev.fairway.training;

import dev.fairway.registry.ModelName;
import java.time.Duration;

/**
 * A train job has ended, one way or another.
 *
 * @param took from the start of its work, or from its submission where that never began
 */
public record TrainJobEnded(String job, ModelName model, JobState state, Duration took) {}
