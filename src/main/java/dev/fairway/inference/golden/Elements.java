package dev.fairway.inference.golden;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.databind.JsonNode;

/** The numbers of tensors, whatever their type. */
final class Elements {

    private Elements() {}

    static void put(JsonNode element, DataType type, ByteBuffer data) {
        switch (type) {
            case BOOL -> data.put((byte) (element.booleanValue() ? 1 : 0));
            case UINT8, INT8 -> data.put((byte) element.intValue());
            case UINT16, INT16 -> data.putShort((short) element.intValue());
            case UINT32, INT32 -> data.putInt((int) element.longValue());
            case UINT64, INT64 -> data.putLong(element.bigIntegerValue().longValue());
            case FP16 -> data.putShort(Float.floatToFloat16(element.floatValue()));
            case BF16 -> data.putShort((short) (Float.floatToIntBits(element.floatValue()) >> Short.SIZE));
            case FP32 -> data.putFloat((float) element.doubleValue());
            case FP64 -> data.putDouble(element.doubleValue());
            case BYTES -> throw new IllegalArgumentException("strings are no numbers");
        }
    }

    /** The element at a place, as nearly as a double can be. */
    static double at(Tensor tensor, int place) {
        ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int at = place * tensor.type().size();
        return switch (tensor.type()) {
            case BOOL, UINT8 -> Byte.toUnsignedInt(data.get(at));
            case INT8 -> data.get(at);
            case UINT16 -> Short.toUnsignedInt(data.getShort(at));
            case INT16 -> data.getShort(at);
            case UINT32 -> Integer.toUnsignedLong(data.getInt(at));
            case INT32 -> data.getInt(at);
            case UINT64 -> new BigInteger(Long.toUnsignedString(data.getLong(at))).doubleValue();
            case INT64 -> data.getLong(at);
            case FP16 -> Float.float16ToFloat(data.getShort(at));
            case BF16 -> Float.intBitsToFloat(data.getShort(at) << Short.SIZE);
            case FP32 -> data.getFloat(at);
            case FP64 -> data.getDouble(at);
            case BYTES -> throw new IllegalArgumentException("strings are no numbers");
        };
    }
}
