package dev.fairway.training;

import dev.fairway.registry.VersionId;

/**
 * The version in production does not fare as it did when it was trained.
 *
 * @param on what kind of alarm: {@code drift} or {@code bias}
 * @param subject the feature that drifts; empty where the alarm is of no single one
 * @param reason in words, with the figures
 */
public record AlarmRaised(VersionId version, String on, String subject, String reason) {}
