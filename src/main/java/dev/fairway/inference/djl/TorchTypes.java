package dev.fairway.inference.djl;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * The types of libtorch's tensors as DJL's bridge to it knows them.
 *
 * <p>A type that the bridge does not know must never reach it: it ends the process. INT16 and BF16 are known to libtorch
 * alone; such elements cross the bridge in a wider type that holds each of them exactly, and {@link Bridge} has libtorch
 * narrow them.
 */
final class TorchTypes {

    /** Numbers of libtorch's types, as {@code c10/core/ScalarType.h} counts them. */
    private static final Map<DataType, Long> NUMBERS = Map.of(DataType.INT16, 2L, DataType.BF16, 15L);

    private TorchTypes() {}

    /** Whether a module can read or give tensors of the type. */
    static boolean has(DataType type) {
        return switch (type) {
            case FP16, BF16, FP32, FP64, INT8, INT16, INT32, INT64, UINT8, BOOL, BYTES -> true;
            case UINT16, UINT32, UINT64 -> false;
        };
    }

    /** As what elements of the type cross the bridge. */
    static ai.djl.ndarray.types.DataType bridged(DataType type) {
        return switch (type) {
            case FP32, BF16 -> ai.djl.ndarray.types.DataType.FLOAT32;
            case FP64 -> ai.djl.ndarray.types.DataType.FLOAT64;
            case FP16 -> ai.djl.ndarray.types.DataType.FLOAT16;
            case UINT8 -> ai.djl.ndarray.types.DataType.UINT8;
            case INT8 -> ai.djl.ndarray.types.DataType.INT8;
            case INT32, INT16 -> ai.djl.ndarray.types.DataType.INT32;
            case INT64 -> ai.djl.ndarray.types.DataType.INT64;
            case BOOL -> ai.djl.ndarray.types.DataType.BOOLEAN;
            case UINT16, UINT32, UINT64, BYTES -> throw new IllegalArgumentException("libtorch has no " + type);
        };
    }

    /** The type of an array that came over the bridge; empty where the bridge does not know. */
    static Optional<DataType> of(ai.djl.ndarray.types.DataType bridged) {
        return switch (bridged) {
            case FLOAT32 -> Optional.of(DataType.FP32);
            case FLOAT64 -> Optional.of(DataType.FP64);
            case FLOAT16 -> Optional.of(DataType.FP16);
            case UINT8 -> Optional.of(DataType.UINT8);
            case INT8 -> Optional.of(DataType.INT8);
            case INT32 -> Optional.of(DataType.INT32);
            case INT64 -> Optional.of(DataType.INT64);
            case BOOLEAN -> Optional.of(DataType.BOOL);
            case COMPLEX64, UNKNOWN, STRING, BFLOAT16, UINT64, UINT32, UINT16, INT16 -> Optional.empty();
        };
    }

    /** Elements as they cross the bridge: where they lie, unless they must be widened. */
    static ByteBuffer widened(DataType type, ByteBuffer elements) {
        ByteBuffer narrow = elements.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (number(type).isEmpty()) {
            return narrow;
        }
        ByteBuffer wide = Tensor.allocate(narrow.remaining() * 2);
        while (narrow.hasRemaining()) {
            short element = narrow.getShort();
            // A BF16 is the upper half of the FP32 of the same value.
            wide.putInt(type == DataType.BF16 ? element << Short.SIZE : element);
        }
        return wide.flip();
    }

    /** libtorch's number of a type that the bridge does not know; empty for any other. */
    static Optional<Long> number(DataType type) {
        return Optional.ofNullable(NUMBERS.get(type));
    }

    static Optional<DataType> ofNumber(long number) {
        return NUMBERS.entrySet().stream().filter(type -> type.getValue() == number).map(Map.Entry::getKey).findFirst();
    }
}
