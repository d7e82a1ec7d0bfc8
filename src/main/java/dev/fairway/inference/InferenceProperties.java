package dev.fairway.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are answered.
 *
 * @param queueCapacity requests that may wait for one version; any more are refused
 * @param maxBatch rows that one run of a model computes at most; when it is not set, what pays is measured for each
 *     version as it is loaded
 * @param workers threads that run one version
 * @param timeout how long a request may take that does not say so itself
 * @param drain how long a version that is unloaded, or a service that stops, goes on answering what it has taken
 * @param grace how long a version stays loaded after the last alias or share of the traffic moved away from it
 * @param maxRows rows that one request may have
 */
@ConfigurationProperties("fairway.inference")
public record InferenceProperties(
        @DefaultValue("256") int queueCapacity,
        @Nullable Integer maxBatch,
        @DefaultValue("1") int workers,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("20s") Duration drain,
        @DefaultValue("30s") Duration grace,
        @DefaultValue("100000") int maxRows) {

    public InferenceProperties {
        if (queueCapacity < 1 || (maxBatch != null && maxBatch < 1) || workers < 1 || maxRows < 1) {
            throw new IllegalArgumentException(
                    "fairway.inference: queue-capacity, max-batch, workers and max-rows must be at least 1");
        }
    }
}
