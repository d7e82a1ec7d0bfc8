package dev.fairway.monitoring;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairway.registry.ModelName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model is watched.
 *
 * @param plan the plan of its production version, or of its newest where none is in production
 * @param open the windows that are being counted, one for each version that has answered
 */
public record MonitorState(ModelName model, @JsonUnwrapped MonitorPlan plan, List<Open> open) {

    public MonitorState {
        open = List.copyOf(open);
    }

    /**
     * A window that is being counted.
     *
     * @param end when it closes; null where it closes with a row
     * @param rows rows so far
     */
    public record Open(int version, Instant start, @Nullable Instant end, long rows) {}
}
