package dev.fairway.monitoring;

import dev.fairway.registry.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * A version is watched from now on, for the first time or again after a restart.
 *
 * @param newest what its newest closed window said; null when none has closed yet
 */
public record WatchBegan(VersionId version, @Nullable Report newest) {}
