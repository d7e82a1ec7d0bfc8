package dev.fairway.training.search;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A trial that is to be made.
 *
 * @param params its values by path
 * @param request the body of a train job with these values
 */
public record Draft(Map<String, JsonNode> params, JsonNode request) {}
