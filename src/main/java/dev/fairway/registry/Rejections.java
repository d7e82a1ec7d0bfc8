package dev.fairway.registry;

import java.time.Instant;
import java.util.List;

/** What lies in the watched model directory and cannot be served. */
public interface Rejections {

    /** One entry for each file or folder, in the order of their names. */
    List<Rejection> all();

    /**
     * @param model name of the model that it would have been a version of
     * @param entry name of the file or folder in the watched directory
     * @param reason why it cannot be served, and what would be right
     * @param at when it was looked at
     */
    record Rejection(String model, String entry, String reason, Instant at) {}
}
