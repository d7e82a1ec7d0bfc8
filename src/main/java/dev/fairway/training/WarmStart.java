package dev.fairway.training;

import dev.fairway.registry.ModelName;
import org.jspecify.annotations.Nullable;

/**
 * The version whose weights a job begins with; one of alias and version is given.
 *
 * @param model null for the model of the job
 */
public record WarmStart(@Nullable ModelName model, @Nullable String alias, @Nullable Integer version) {}
