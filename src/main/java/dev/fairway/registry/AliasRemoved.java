package dev.fairway.registry;

/** An alias of a model points to no version any more. */
public record AliasRemoved(ModelName model, String alias) {}
