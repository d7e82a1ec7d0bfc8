package dev.fairway.contract;

import org.springframework.core.Ordered;

/**
 * In what order a request passes the service's filters. Predictions leave at {@link #PREDICTIONS}, before the filters of
 * Spring that they have no need of; so what must hold for them too comes before that.
 */
public final class FilterOrder {

    /** From here on a request has its id, which every answer and log line tells. */
    public static final int IDS = Ordered.HIGHEST_PRECEDENCE;
    /** From here on no body is over the limit. */
    public static final int LIMITS = Ordered.HIGHEST_PRECEDENCE + 2;
    /** From here on whoever asks for a prediction may do so; Spring Security's chain, for all else, is at −100. */
    public static final int GATE = Ordered.HIGHEST_PRECEDENCE + 3;
    /** The shorter ways to a prediction. */
    public static final int PREDICTIONS = Ordered.HIGHEST_PRECEDENCE + 4;

    private FilterOrder() {}
}
