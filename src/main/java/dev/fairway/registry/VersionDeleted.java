package dev.fairway.registry;

/** A version has left the registry; its files are gone. */
public record VersionDeleted(VersionId id) {}
