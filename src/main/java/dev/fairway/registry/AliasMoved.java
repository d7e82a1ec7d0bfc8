package dev.fairway.registry;

/** An alias of a model points to another version now. */
public record AliasMoved(String alias, VersionId to) {}
