package dev.fairway.registry;

/**
 * The calls of a model are shared out anew. Published before the change is final: a listener that throws, because a
 * version cannot be loaded, leaves them as they were.
 *
 * @param plan how from now on; {@link TrafficPlan#NONE} when all go to production
 */
public record TrafficChanged(ModelName model, TrafficPlan plan) {}
