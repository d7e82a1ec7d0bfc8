package dev.fairway.inference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version is asked.
 *
 * @param input what is to be predicted from
 * @param attributes facts about the rows that are no features: a word per row, null where it is not known
 * @param terms on what terms the request waits
 */
public record Question(Input input, Map<String, @Nullable String[]> attributes, Terms terms) {}
