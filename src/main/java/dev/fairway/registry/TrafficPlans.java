package dev.fairway.registry;

import java.util.Collection;
import java.util.Map;

/** How operators share out the calls of models. Rollout implements it; without it all calls go to production. */
public interface TrafficPlans {

    /** The plans of those of the models that have one. */
    Map<ModelName, TrafficPlan> of(Collection<ModelName> models);
}
