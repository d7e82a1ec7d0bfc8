package dev.fairway.inference;

import dev.fairway.feature.Rows;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version is asked.
 *
 * @param rows the columns of the version's features, at least one row
 * @param attributes facts about the rows that are no features: a word per row, null where it is not known
 * @param timeout how long the answer may take; null for as long as the service's setting says
 */
public record Question(Rows rows, Map<String, @Nullable String[]> attributes, @Nullable Duration timeout) {}
