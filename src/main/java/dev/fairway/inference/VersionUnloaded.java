package dev.fairway.inference;

import dev.fairway.registry.VersionId;

/** A version answers no more and its network has been given up; an alias or an operator may have it loaded again. */
public record VersionUnloaded(VersionId id) {}
