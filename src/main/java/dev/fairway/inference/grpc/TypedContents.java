package dev.fairway.inference.grpc;

import com.google.protobuf.ByteString;
import dev.fairway.inference.grpc.wire.InferTensorContents;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The elements of a tensor as protobuf writes them: in one of eight fields, the one that fits the datatype. FP16 and BF16
 * have none.
 */
final class TypedContents {

    private TypedContents() {}

    /** Whether the datatype has a field. */
    static boolean carries(DataType type) {
        return type != DataType.FP16 && type != DataType.BF16;
    }

    /** Elements in the datatype's field. */
    static int count(InferTensorContents contents, DataType type) {
        return switch (type) {
            case BOOL -> contents.getBoolContentsCount();
            case INT8, INT16, INT32 -> contents.getIntContentsCount();
            case INT64 -> contents.getInt64ContentsCount();
            case UINT8, UINT16, UINT32 -> contents.getUintContentsCount();
            case UINT64 -> contents.getUint64ContentsCount();
            case FP32 -> contents.getFp32ContentsCount();
            case FP64 -> contents.getFp64ContentsCount();
            case BYTES -> contents.getBytesContentsCount();
            case FP16, BF16 -> 0;
        };
    }

    /** Elements in all fields. */
    static int count(InferTensorContents contents) {
        return contents.getBoolContentsCount() + contents.getIntContentsCount() + contents.getInt64ContentsCount()
                + contents.getUintContentsCount() + contents.getUint64ContentsCount() + contents.getFp32ContentsCount()
                + contents.getFp64ContentsCount() + contents.getBytesContentsCount();
    }

    /** Position of the first element that the datatype is too narrow for, or -1. */
    static int beyond(InferTensorContents contents, DataType type) {
        return switch (type) {
            case INT8 -> beyond(contents.getIntContentsList(), Byte.MIN_VALUE, Byte.MAX_VALUE);
            case INT16 -> beyond(contents.getIntContentsList(), Short.MIN_VALUE, Short.MAX_VALUE);
            case UINT8 -> beyond(contents.getUintContentsList(), 0, 0xff);
            case UINT16 -> beyond(contents.getUintContentsList(), 0, 0xffff);
            case BOOL, INT32, INT64, UINT32, UINT64, FP16, BF16, FP32, FP64, BYTES -> -1;
        };
    }

    private static int beyond(List<Integer> values, int least, int most) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) < least || values.get(i) > most) {
                return i;
            }
        }
        return -1;
    }

    /** The elements of the datatype's field as a tensor holds them. */
    static ByteBuffer read(InferTensorContents contents, DataType type) {
        if (type == DataType.BYTES) {
            return bytes(contents.getBytesContentsList());
        }
        int count = count(contents, type);
        ByteBuffer data = Tensor.allocate(count, type);
        for (int i = 0; i < count; i++) {
            switch (type) {
                case BOOL -> data.put((byte) (contents.getBoolContents(i) ? 1 : 0));
                case INT8 -> data.put((byte) contents.getIntContents(i));
                case INT16 -> data.putShort((short) contents.getIntContents(i));
                case INT32 -> data.putInt(contents.getIntContents(i));
                case INT64 -> data.putLong(contents.getInt64Contents(i));
                case UINT8 -> data.put((byte) contents.getUintContents(i));
                case UINT16 -> data.putShort((short) contents.getUintContents(i));
                case UINT32 -> data.putInt(contents.getUintContents(i));
                case UINT64 -> data.putLong(contents.getUint64Contents(i));
                case FP32 -> data.putFloat(contents.getFp32Contents(i));
                case FP64 -> data.putDouble(contents.getFp64Contents(i));
                case FP16, BF16, BYTES -> throw new IllegalStateException(type + " is read elsewhere");
            }
        }
        return data.flip();
    }

    private static ByteBuffer bytes(List<ByteString> elements) {
        return Tensor.of("", List.of(elements.size()), elements.stream().map(ByteString::toByteArray).toList()).data();
    }

    /** The elements of a tensor whose datatype has a field. */
    static InferTensorContents write(Tensor tensor) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        if (tensor.type() == DataType.BYTES) {
            tensor.toBytes().forEach(element -> contents.addBytesContents(ByteString.copyFrom(element)));
            return contents.build();
        }
        ByteBuffer data = tensor.data().duplicate().order(tensor.data().order());
        while (data.hasRemaining()) {
            switch (tensor.type()) {
                case BOOL -> contents.addBoolContents(data.get() != 0);
                case INT8 -> contents.addIntContents(data.get());
                case INT16 -> contents.addIntContents(data.getShort());
                case INT32 -> contents.addIntContents(data.getInt());
                case INT64 -> contents.addInt64Contents(data.getLong());
                case UINT8 -> contents.addUintContents(Byte.toUnsignedInt(data.get()));
                case UINT16 -> contents.addUintContents(Short.toUnsignedInt(data.getShort()));
                case UINT32 -> contents.addUintContents(data.getInt());
                case UINT64 -> contents.addUint64Contents(data.getLong());
                case FP32 -> contents.addFp32Contents(data.getFloat());
                case FP64 -> contents.addFp64Contents(data.getDouble());
                case FP16, BF16, BYTES -> throw new IllegalStateException(tensor.type() + " has no field of numbers");
            }
        }
        return contents.build();
    }
}
