package dev.fairway.training.search;

/**
 * One field that is searched over.
 *
 * @param path of the field in the body of the request, such as {@code optimizer.learning_rate}
 */
public record Dimension(String path, Domain domain) {}
