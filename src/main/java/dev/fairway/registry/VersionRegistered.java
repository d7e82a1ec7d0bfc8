package dev.fairway.registry;

/** A version has entered the registry; no alias points to it yet. */
public record VersionRegistered(VersionId id) {}
