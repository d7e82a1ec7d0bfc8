package dev.fairway.inference.web;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import java.util.regex.Pattern;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Leaves requests for predictions out of {@code http.server.requests}: {@code fairway.inference} tells more of them, and
 * measuring twice costs a small model more than it is worth.
 */
@Component
class UnobservedPredictions implements ObservationPredicate {

    private static final Pattern PREDICTIONS = Pattern.compile(".*(/infer|:predict)|/predictions/.*|/invocations");

    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext server) || server.getCarrier() == null
                || !PREDICTIONS.matcher(server.getCarrier().getRequestURI()).matches();
    }
}
