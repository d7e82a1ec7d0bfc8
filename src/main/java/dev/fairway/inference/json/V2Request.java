package dev.fairway.inference.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An inference request of the Open Inference Protocol, as it is written.
 *
 * @param id what the caller calls it
 * @param parameters as the request gives them: strings, Booleans, Longs, Doubles, and lists and maps of these
 * @param inputs the tensors that it brings, in its order; a name may occur twice
 * @param outputs the tensors that it asks for; empty for all
 */
public record V2Request(
        @Nullable String id,
        Map<String, @Nullable Object> parameters,
        List<V2Input> inputs,
        List<V2Output> outputs) {

    public V2Request {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Whether outputs come in the binary part of the answer when they do not say so themselves. */
    public boolean isBinary() {
        return Boolean.TRUE.equals(parameters.get(V2Json.BINARY_OUTPUT));
    }

    /** Whether the output comes in the binary part of the answer. */
    public boolean isBinary(V2Output output) {
        return output.binary() == null ? isBinary() : output.binary();
    }
}
