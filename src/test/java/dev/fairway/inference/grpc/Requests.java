package dev.fairway.inference.grpc;

import com.google.protobuf.ByteString;
import dev.fairway.inference.grpc.wire.InferTensorContents;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferRequest.InferInputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Writes requests as clients do. */
final class Requests {

    private Requests() {}

    static ModelInferRequest.Builder to(String model) {
        return ModelInferRequest.newBuilder().setModelName(model);
    }

    static InferInputTensor input(
            String name,
            String datatype,
            List<Long> shape,
            InferTensorContents.Builder contents) {
        return input(name, datatype, shape).toBuilder().setContents(contents).build();
    }

    /** An input whose contents are sent raw. */
    static InferInputTensor input(String name, String datatype, List<Long> shape) {
        return InferInputTensor.newBuilder().setName(name).setDatatype(datatype).addAllShape(shape).build();
    }

    static InferTensorContents.Builder doubles(double... values) {
        return InferTensorContents.newBuilder().addAllFp64Contents(DoubleStream.of(values).boxed().toList());
    }

    static InferTensorContents.Builder floats(Float... values) {
        return InferTensorContents.newBuilder().addAllFp32Contents(Arrays.asList(values));
    }

    static InferTensorContents.Builder longs(long... values) {
        return InferTensorContents.newBuilder().addAllInt64Contents(LongStream.of(values).boxed().toList());
    }

    static InferTensorContents.Builder words(String... values) {
        return InferTensorContents.newBuilder()
                .addAllBytesContents(Stream.of(values).map(ByteString::copyFromUtf8).toList());
    }

    /** Little-endian, as it lies on the wire. */
    static ByteString rawFloats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    static ByteString rawLongs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    static ByteString rawDoubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return ByteString.copyFrom(bytes);
    }

    /** Each with its length before it. */
    static ByteString rawWords(String... values) {
        return ByteString.copyFrom(Stream.of(values).map(Requests::rawWord).collect(Collectors.toList()));
    }

    private static ByteString rawWord(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + text.length).order(ByteOrder.LITTLE_ENDIAN);
        return ByteString.copyFrom(bytes.putInt(text.length).put(text).flip());
    }

    static float[] floats(ByteString raw) {
        float[] values = new float[raw.size() / Float.BYTES];
        raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
