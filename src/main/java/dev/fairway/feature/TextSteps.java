package dev.fairway.feature;

import java.util.List;

/**
 * How a text becomes the INT64 tensors of shape (rows, tokens) that a text model reads.
 *
 * @param maxLength tokens per text at most, the special ones included; what is longer is cut
 * @param padding whether each text is padded to {@code maxLength}; otherwise to the longest of its batch
 * @param inputs which tensors the model reads, in its order: of {@code input_ids}, {@code attention_mask},
 *     {@code token_type_ids}
 */
public record TextSteps(int maxLength, boolean padding, List<String> inputs) {

    public static final String IDS = "input_ids";
    public static final String MASK = "attention_mask";
    public static final String TYPES = "token_type_ids";

    /** @throws IllegalArgumentException when there is nothing to read, or something that texts do not become */
    public TextSteps {
        inputs = List.copyOf(inputs);
        if (maxLength < 1) {
            throw new IllegalArgumentException("text: max_length must be at least 1");
        }
        if (inputs.isEmpty() || !List.of(IDS, MASK, TYPES).containsAll(inputs)) {
            throw new IllegalArgumentException(
                    "text: inputs must be one or more of input_ids, attention_mask and token_type_ids");
        }
    }
}
