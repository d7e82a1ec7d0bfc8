package dev.fairway.inference.json;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one input of a request. Its fields may come in any order: data that come before the fields that say how to read
 * them are skipped, and read when these are known.
 */
final class V2InputJson {

    private static final String BINARY_SIZE = "binary_data_size";

    private final JsonCursor json;
    private final String place;
    private @Nullable String name;
    private @Nullable DataType type;
    private @Nullable List<Integer> shape;
    private int elements;
    private Map<String, @Nullable Object> parameters = Map.of();
    private @Nullable Contents contents;
    private int skippedFrom = -1;

    V2InputJson(JsonCursor json, String place) {
        this.json = json;
        this.place = place;
    }

    /** @throws Refusal when it is malformed, or not as its shape and datatype say */
    V2Input read() {
        json.object(place, this::field);
        if (name == null || type == null || shape == null) {
            throw Refusal.malformed(place, "must have name, shape and datatype");
        }
        if (skippedFrom >= 0) {
            int behind = json.at;
            json.at = skippedFrom;
            contents = data(name, type, shape);
            json.at = behind;
        }
        return new V2Input(name, type, shape, parameters, contents == null ? elsewhere() : onlyHere(contents));
    }

    private void field(String field) {
        switch (field) {
            case "name" -> name = V2Json.string(json, place + ".name");
            case "datatype" -> type = datatype(V2Json.string(json, place + ".datatype"));
            case "shape" -> shape = shape();
            case "parameters" -> parameters = V2Json.parameters(json, place + ".parameters");
            case "data" -> data();
            default -> throw Refusal.malformed(place + "." + field,
                    "is not known here; send name, shape, datatype, parameters, data");
        }
    }

    private void data() {
        if (json.peek() != '[') {
            throw Refusal.malformed(place + ".data", "must be an array, not " + json.found());
        }
        if (name == null || type == null || shape == null) {
            skippedFrom = json.at;
            json.skipArray();
        } else {
            contents = data(name, type, shape);
        }
    }

    private Contents data(String ofName, DataType ofType, List<Integer> ofShape) {
        if (ofType == DataType.FP16 || ofType == DataType.BF16) {
            throw Refusal.malformed(place + ".datatype",
                    "%s cannot be sent as JSON; send FP32, or send it binary".formatted(ofType));
        }
        return new TensorData(ofName, ofType, ofShape, elements).read(json);
    }

    private Contents onlyHere(Contents given) {
        if (parameters.containsKey(BINARY_SIZE)) {
            throw Refusal.malformed(place, "has data and binary_data_size; send its elements as JSON or binary, once");
        }
        return given;
    }

    private Contents elsewhere() {
        Object size = parameters.get(BINARY_SIZE);
        if (!parameters.containsKey(BINARY_SIZE)) {
            return new Contents.Absent();
        }
        if (size instanceof Long bytes && bytes >= 0 && bytes <= Integer.MAX_VALUE) {
            return new Contents.Binary(bytes.intValue());
        }
        throw Refusal.malformed(place + ".parameters." + BINARY_SIZE, "must be a whole number of bytes from 0 on");
    }

    private DataType datatype(String written) {
        return Arrays.stream(DataType.values())
                .filter(known -> known.name().equals(written))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.malformed(place + ".datatype", "%s is no datatype of the protocol; there are %s"
                                .formatted(written, Arrays.toString(DataType.values()))));
    }

    private List<Integer> shape() {
        if (json.peek() != '[') {
            throw Refusal.malformed(place + ".shape", "must be an array of integers, not " + json.found());
        }
        List<Integer> extents = new ArrayList<>();
        json.array(_ -> extents.add(extent(json.value())));
        long product = 1;
        for (int extent : extents) {
            product *= extent;
            if (product * Long.BYTES > Integer.MAX_VALUE) {
                throw Refusal.malformed(place + ".shape",
                        "%s is of more elements than a request can hold".formatted(extents));
            }
        }
        elements = (int) product;
        return extents;
    }

    private int extent(@Nullable Object value) {
        if (value instanceof Long extent && extent >= 0 && extent <= Integer.MAX_VALUE) {
            return extent.intValue();
        }
        throw Refusal.malformed(place + ".shape",
                "must be an array of integers from 0 on, up to %d".formatted(Integer.MAX_VALUE));
    }
}
