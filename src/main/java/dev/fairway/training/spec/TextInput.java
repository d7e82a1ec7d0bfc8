package dev.fairway.training.spec;

import org.jspecify.annotations.Nullable;

/**
 * What the network sees of a text.
 *
 * @param column column of a table that holds the texts; null for a data set of texts
 * @param maxLength most words of a text; what is longer is cut
 * @param vocabulary most words that have a number of their own, the most frequent ones
 * @param minCount fewest times that such a word occurs in the training rows; rarer ones are the unknown word
 * @param lowerCase whether words that differ in case alone are the same
 */
public record TextInput(@Nullable String column, int maxLength, int vocabulary, int minCount, boolean lowerCase) {}
