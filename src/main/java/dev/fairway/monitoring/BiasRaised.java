package dev.fairway.monitoring;

import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.registry.VersionId;
import java.time.Instant;

/**
 * A group fares worse or better than is tolerated, and did not in the windows before.
 *
 * @param at end of the window that says so
 */
public record BiasRaised(VersionId version, BiasFinding finding, Instant at) {}
