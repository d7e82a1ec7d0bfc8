package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input tensor of a request.
 *
 * @param shape extent of each dimension, 0 or more; their product and the bytes of the elements fit an int
 * @param parameters as the request gives them, {@code binary_data_size} among them
 * @param contents its elements, as many as the shape says where the document holds them
 */
public record V2Input(
        String name,
        DataType type,
        List<Integer> shape,
        Map<String, @Nullable Object> parameters,
        Contents contents) {

    public V2Input {
        shape = List.copyOf(shape);
    }

    /**
     * The elements that the document holds, as a tensor.
     *
     * @throws Refusal when it does not hold them, or one is {@code null}, which a tensor cannot hold
     */
    public Tensor tensor() {
        return switch (contents) {
            case Contents.Elements(var data, var missing) -> {
                if (!missing.isEmpty()) {
                    throw missing(missing.nextSetBit(0));
                }
                yield new Tensor(name, type, shape, data);
            }
            case Contents.Texts(var texts) -> tensor(texts);
            case Contents.Binary _,Contents.Absent _ ->
                throw Refusal.malformed("inputs." + name, "must have data, an array of its elements");
        };
    }

    private Tensor tensor(List<@Nullable String> texts) {
        List<byte[]> elements = new ArrayList<>(texts.size());
        for (String text : texts) {
            if (text == null) {
                throw missing(elements.size());
            }
            elements.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return Tensor.of(name, shape, elements);
    }

    private Refusal missing(int number) {
        return Refusal.invalid("inputs.%s.data[%d]".formatted(name, number), "null is no %s".formatted(type));
    }

    /** How many elements the shape says there are. */
    public int elements() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
