package dev.fairway.inference.golden;

import dev.fairway.feature.Column;
import dev.fairway.feature.Rows;
import dev.fairway.inference.Input;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes what a case says into what a codec reads and gives.
 *
 * @param signature what callers of the version send and get
 */
record ReadValues(Signature signature) {

    /** @throws IllegalArgumentException when it does not fit the version */
    Input input(Golden.Case said, boolean table) {
        if (said.texts() != null) {
            return new Input.Items(said.texts().stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
        }
        if (said.items() != null) {
            return new Input.Items(said.items().stream().map(Base64.getDecoder()::decode).toList());
        }
        List<Golden.Values> inputs = said.inputs() == null ? List.of() : said.inputs();
        if (table) {
            return new Input.Table(rows(inputs));
        }
        return new Input.Tensors(
                inputs.stream().map(values -> tensor(spec(values, signature.inputs()), values)).toList());
    }

    /** What an output must be. */
    Tensor output(Golden.Values values) {
        return tensor(spec(values, signature.outputs()), values);
    }

    private static TensorSpec spec(Golden.Values values, List<TensorSpec> specs) {
        return specs.stream()
                .filter(spec -> spec.name().equals(values.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no %s; there is %s".formatted(values.name(),
                        specs.stream().map(TensorSpec::name).toList())));
    }

    /** Missing features are missing in every row. */
    private Rows rows(List<Golden.Values> inputs) {
        inputs.forEach(values -> spec(values, signature.inputs()));
        int count = inputs.isEmpty() ? 1 : flat(inputs.getFirst().data()).size();
        Map<String, Column> columns = new LinkedHashMap<>();
        for (TensorSpec feature : signature.inputs()) {
            List<JsonNode> cells = inputs.stream()
                    .filter(values -> values.name().equals(feature.name()))
                    .findFirst()
                    .map(values -> flat(values.data()))
                    .orElse(List.of());
            columns.put(feature.name(), column(feature.datatype(), cells, count));
        }
        return new Rows(count, columns);
    }

    private static Column column(DataType type, List<JsonNode> cells, int count) {
        if (type == DataType.BYTES) {
            @Nullable
            String[] words = new String[count];
            for (int i = 0; i < cells.size(); i++) {
                words[i] = cells.get(i).isNull() ? null : cells.get(i).stringValue();
            }
            return new Column.Words(words);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i >= cells.size() || cells.get(i).isNull() ? Double.NaN : cells.get(i).doubleValue();
        }
        return new Column.Numbers(numbers);
    }

    private static Tensor tensor(TensorSpec spec, Golden.Values values) {
        List<JsonNode> elements = flat(values.data());
        List<Integer> shape = values.shape() == null ? shape(values.data()) : values.shape();
        if (spec.datatype() == DataType.BYTES) {
            return Tensor.of(spec.name(), shape,
                    elements.stream().map(e -> e.stringValue().getBytes(StandardCharsets.UTF_8)).toList());
        }
        ByteBuffer data = ByteBuffer.allocate(elements.size() * spec.datatype().size()).order(ByteOrder.LITTLE_ENDIAN);
        elements.forEach(element -> Elements.put(element, spec.datatype(), data));
        return new Tensor(spec.name(), spec.datatype(), shape, data.flip());
    }

    private static List<JsonNode> flat(JsonNode data) {
        if (!data.isArray()) {
            return List.of(data);
        }
        List<JsonNode> flat = new ArrayList<>();
        data.forEach(element -> flat.addAll(flat(element)));
        return flat;
    }

    /** That of nested arrays. */
    private static List<Integer> shape(JsonNode data) {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode level = data; level.isArray(); level = level.path(0)) {
            shape.add(level.size());
        }
        return shape;
    }
}
