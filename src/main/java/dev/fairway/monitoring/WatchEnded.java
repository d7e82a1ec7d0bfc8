package dev.fairway.monitoring;

import dev.fairway.registry.VersionId;

/** A version is no longer watched; its series end. */
public record WatchEnded(VersionId version) {}
