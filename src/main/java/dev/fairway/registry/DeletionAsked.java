package dev.fairway.registry;

/** A version is about to be deleted. A listener that throws, because it needs the version, keeps it. */
public record DeletionAsked(VersionId id) {}
