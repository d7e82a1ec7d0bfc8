package dev.fairway.inference;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.Rows;
import dev.fairway.registry.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one version was asked and what it said.
 *
 * @param version the version that answered
 * @param rows the raw rows, with the columns of the version's features; images and texts have none
 * @param attributes facts about the rows that are not model inputs, such as a protected attribute: a word per row, null
 *     where it is not known
 * @param predictions what it said of each row
 * @param predictionIds an id per row, to which feedback refers
 * @param at when it said so
 */
public record Answered(
        VersionId version,
        Rows rows,
        Map<String, @Nullable String[]> attributes,
        Predictions predictions,
        List<String> predictionIds,
        Instant at) {}
