package dev.fairway.rollout;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.TrafficPlan;
import org.jspecify.annotations.Nullable;

/**
 * What decides on the routes of one model.
 *
 * @param production number of the version in production; null when there is none
 */
record ModelTraffic(ModelName model, @Nullable Integer production, TrafficPlan plan) {

    /** Calls of the model reach nothing unless they name a version. */
    static ModelTraffic none(ModelName model) {
        return new ModelTraffic(model, null, TrafficPlan.NONE);
    }

    ModelTraffic promoted(int version) {
        return new ModelTraffic(model, version, plan.promoted(version));
    }

    ModelTraffic with(TrafficPlan changed) {
        return new ModelTraffic(model, production, changed);
    }
}
