package dev.fairway.training;

import dev.fairway.registry.VersionId;

/**
 * A train job has made a version and its gate has judged it. May be told twice for one job when the service dies in the
 * moment of telling.
 */
public record CandidateTrained(String job, VersionId version, TrainJob.Verdict verdict) {}
