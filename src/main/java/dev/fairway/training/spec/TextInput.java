package dev.fairway.training.spec;

/**
 * What the network sees of a text.
 *
 * @param maxLength tokens; what is longer is cut
 * @param vocabulary most words that have a number of their own, the most frequent ones
 * @param minCount fewest times that such a word occurs in the training rows; rarer ones are the unknown word
 * @param lowerCase whether words are told apart by their letters alone
 */
public record TextInput(int maxLength, int vocabulary, int minCount, boolean lowerCase) {}
