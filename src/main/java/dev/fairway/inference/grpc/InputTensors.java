package dev.fairway.inference.grpc;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Refusal;
import dev.fairway.inference.grpc.wire.InferTensorContents;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the inputs of a request: all from {@code raw_input_contents}, or each from contents of its own. */
final class InputTensors {

    private final ModelInferRequest request;
    private final Set<String> names = new HashSet<>();

    InputTensors(ModelInferRequest request) {
        this.request = request;
    }

    static boolean areRaw(ModelInferRequest request) {
        return request.getRawInputContentsCount() > 0;
    }

    /** @throws Refusal naming the tensor that is malformed */
    List<Tensor> read() {
        int inputs = request.getInputsCount();
        require(inputs > 0, "inputs", "is empty; send a tensor for each input of the model");
        require(!areRaw(request) || request.getRawInputContentsCount() == inputs, "raw_input_contents",
                "has %d elements for %d inputs; send one for each input, or none and contents with each input"
                        .formatted(request.getRawInputContentsCount(), inputs));
        List<Tensor> tensors = new ArrayList<>(inputs);
        for (int i = 0; i < inputs; i++) {
            tensors.add(read(i));
        }
        return tensors;
    }

    private Tensor read(int index) {
        InferInputTensor input = request.getInputs(index);
        String name = input.getName();
        require(!name.isEmpty(), "inputs[%d].name".formatted(index), "is missing");
        String place = "inputs." + name;
        require(names.add(name), place, "is given twice; send it once");
        DataType type = datatype(place, input.getDatatype());
        List<Integer> shape = shape(place, input.getShapeList());
        ByteBuffer data = areRaw(request) ? raw(place, input, type, shape, request.getRawInputContents(index))
                : typed(place, input.getContents(), type, shape);
        try {
            return new Tensor(name, type, shape, data);
        } catch (IllegalArgumentException e) {
            // Elements of BYTES that do not add up; of the other types everything has been looked at.
            throw Refusal.malformed(place, String.valueOf(e.getMessage()));
        }
    }

    private static DataType datatype(String place, String name) {
        return Arrays.stream(DataType.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.malformed(place + ".datatype", "'%s' is no datatype of the protocol; there are %s"
                                .formatted(name, Arrays.toString(DataType.values()))));
    }

    private static List<Integer> shape(String place, List<Long> extents) {
        long elements = 1;
        List<Integer> shape = new ArrayList<>(extents.size());
        for (long extent : extents) {
            require(extent > 0 && extent <= Integer.MAX_VALUE, place + ".shape",
                    "must have extents of 1 or more, it is " + extents);
            elements *= extent;
            require(elements <= Integer.MAX_VALUE, place + ".shape", "asks for too many elements, it is " + extents);
            shape.add((int) extent);
        }
        return shape;
    }

    private static ByteBuffer raw(
            String place,
            InferInputTensor input,
            DataType type,
            List<Integer> shape,
            ByteString raw) {
        require(TypedContents.count(input.getContents()) == 0, place + ".contents",
                "must be empty where raw_input_contents is used; send all inputs in one of the two ways");
        if (type == DataType.BYTES) {
            return raw.asReadOnlyByteBuffer();
        }
        long bytes = (long) elements(shape) * type.size();
        require(raw.size() == bytes, place, "the shape %s of %s needs %d bytes, but raw_input_contents has %d"
                .formatted(shape, type, bytes, raw.size()));
        ByteBuffer data = Tensor.allocate(raw.size());
        raw.copyTo(data);
        return data.flip();
    }

    private static ByteBuffer typed(String place, InferTensorContents contents, DataType type, List<Integer> shape) {
        require(TypedContents.carries(type), place,
                "%s has no field of contents; send raw_input_contents".formatted(type));
        int count = TypedContents.count(contents, type);
        require(count == TypedContents.count(contents), place + ".contents",
                "has elements in another field than that of %s".formatted(type));
        require(count == elements(shape), place,
                "the shape %s needs %d elements, but contents has %d".formatted(shape, elements(shape), count));
        int beyond = TypedContents.beyond(contents, type);
        require(beyond < 0, place + ".contents", "element %d is no %s".formatted(beyond, type));
        return TypedContents.read(contents, type);
    }

    private static int elements(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw Refusal.malformed(field, message);
        }
    }
}
