package dev.fairway.inference.web;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Leaves requests for predictions out of {@code http.server.requests}: {@code fairway.inference} tells more of them, and
 * measuring twice costs a small model more than it is worth.
 */
@Component
class UnobservedPredictions implements ObservationPredicate {

    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext server) || server.getCarrier() == null
                || !isPrediction(server.getCarrier().getRequestURI());
    }

    private static boolean isPrediction(String path) {
        return path.endsWith("/infer") || path.endsWith(":predict")
                || path.startsWith("/predictions/")
                || path.equals("/invocations");
    }
}
