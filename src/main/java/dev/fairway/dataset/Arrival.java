package dev.fairway.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * An upload that is being taken in, as far as it has come.
 *
 * @param id tells it from others; it is not that of the data set, which there is none of yet
 * @param name of the data set that it will be a version of
 * @param bytes that have come
 * @param items images or texts that have been read; 0 for a table, which is read in one go
 */
public record Arrival(String id, String name, Stage stage, long bytes, long items, Instant startedAt) {

    /** What is being done to it. */
    public enum Stage {
        @JsonProperty("receiving")
        RECEIVING,
        /** Others are read before it. */
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("reading")
        READING,
        @JsonProperty("storing")
        STORING
    }
}
