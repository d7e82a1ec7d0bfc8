package dev.fairway.inference;

import dev.fairway.registry.ModelName;

/** The unversioned calls of a model take other routes from now on. */
public record RoutesChanged(ModelName model) {}
