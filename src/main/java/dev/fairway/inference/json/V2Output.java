package dev.fairway.inference.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An output that a request asks for.
 *
 * @param parameters as the request gives them
 * @param binary whether it is to come in the binary part of the answer; null where the request says so for all
 */
public record V2Output(String name, Map<String, @Nullable Object> parameters, @Nullable Boolean binary) {}
