package dev.fairway.inference;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as a router may know.
 *
 * @param requestId id of this request
 * @param header value of a header of the request, or of the metadata of a call, by its name; null where it has none
 */
public record Caller(String requestId, UnaryOperator<@Nullable String> header) {}
