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

    public TextSteps {
        inputs = List.copyOf(inputs);
    }
}
