package dev.fairway.registry;

/** An alias of a model was pointed to a version, which may be the one that it pointed to before. */
public record AliasMoved(String alias, VersionId to) {}
