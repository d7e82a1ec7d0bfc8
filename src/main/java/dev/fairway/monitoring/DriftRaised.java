package dev.fairway.monitoring;

import dev.fairway.registry.VersionId;
import java.time.Instant;

/**
 * A feature, or the prediction, drifted that had not in the windows before.
 *
 * @param score how far it is from training
 * @param threshold the score from which that counts
 * @param at end of the window that says so
 */
public record DriftRaised(VersionId version, String feature, double score, double threshold, Instant at) {}
