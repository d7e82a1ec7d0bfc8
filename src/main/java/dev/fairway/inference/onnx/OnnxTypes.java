package dev.fairway.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types of ONNX's tensors.
 *
 * <p>ONNX Runtime's Java API cannot be given unsigned integers of more than eight bits, though it gives them. It passes
 * strings in Java's modified UTF-8: a network sees characters beyond U+FFFF as pairs of surrogates.
 */
final class OnnxTypes {

    private OnnxTypes() {}

    /** Empty for types that the Open Inference Protocol does not have. */
    static Optional<DataType> of(OnnxTensorType type) {
        return Optional.ofNullable(switch (type) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> DataType.BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> DataType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> DataType.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> DataType.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> DataType.UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> DataType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> DataType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> DataType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> DataType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> DataType.FP16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> DataType.BF16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> DataType.FP32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> DataType.FP64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> DataType.BYTES;
            default -> null;
        });
    }

    /** Whether the runtime can be given a tensor of the type. */
    static boolean isReadable(DataType type) {
        return switch (type) {
            case BOOL, UINT8, INT8, INT16, INT32, INT64, FP16, BF16, FP32, FP64, BYTES -> true;
            case UINT16, UINT32, UINT64 -> false;
        };
    }

    /** The tensor where it lies, if that is a direct buffer; a copy otherwise. */
    static OnnxTensor given(OrtEnvironment environment, Tensor tensor) throws OrtException {
        ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
        return switch (tensor.type()) {
            case FP32 -> OnnxTensor.createTensor(environment, data.asFloatBuffer(), shape);
            case FP64 -> OnnxTensor.createTensor(environment, data.asDoubleBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, data.asLongBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, data.asIntBuffer(), shape);
            case INT16 -> OnnxTensor.createTensor(environment, data.asShortBuffer(), shape);
            case FP16 -> OnnxTensor.createTensor(environment, data.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
            case BF16 -> OnnxTensor.createTensor(environment, data.asShortBuffer(), shape, OnnxJavaType.BFLOAT16);
            case INT8 -> OnnxTensor.createTensor(environment, data, shape, OnnxJavaType.INT8);
            case UINT8 -> OnnxTensor.createTensor(environment, data, shape, OnnxJavaType.UINT8);
            case BOOL -> OnnxTensor.createTensor(environment, data, shape, OnnxJavaType.BOOL);
            case BYTES -> OnnxTensor.createTensor(environment, words(tensor), shape);
            case UINT16, UINT32, UINT64 ->
                throw new IllegalArgumentException("ONNX Runtime cannot be given " + tensor.type());
        };
    }

    /** A copy in memory of its own. */
    static Tensor taken(String name, OnnxTensor tensor) throws OrtException {
        DataType type = of(tensor.getInfo().onnxType).orElseThrow(() -> new IllegalArgumentException(
                "a tensor of %s cannot be told over any protocol".formatted(tensor.getInfo().onnxType)));
        List<Integer> shape = Arrays.stream(tensor.getInfo().getShape()).mapToObj(Math::toIntExact).toList();
        if (type == DataType.BYTES) {
            return Tensor.of(name, shape, flat(tensor.getValue()).map(OnnxTypes::utf8).toList());
        }
        return new Tensor(name, type, shape, tensor.getByteBuffer());
    }

    private static String[] words(Tensor tensor) {
        return tensor.toBytes().stream().map(word -> new String(word, StandardCharsets.UTF_8)).toArray(String[]::new);
    }

    /** The strings of arrays in arrays. */
    private static Stream<String> flat(Object value) {
        return value instanceof Object[] values ? Stream.of(values).flatMap(OnnxTypes::flat)
                : Stream.of((String) value);
    }

    private static byte[] utf8(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }
}
