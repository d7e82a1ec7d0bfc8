package dev.fairway.inference.table;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tensor as the cells of a column. NaN is a missing number, an empty string a missing word. Integers and
 * booleans may stand in a column of words as their text, because in a CSV file, where its categories come from, they look
 * the same.
 */
final class Cells {

    private Cells() {}

    /** @throws Refusal when the datatype holds no numbers or one is infinite */
    static double[] numbers(Tensor tensor) {
        if (tensor.type() == DataType.BOOL || tensor.type() == DataType.BYTES) {
            throw unfit(tensor, "a number");
        }
        double[] numbers = new double[tensor.elements()];
        ByteBuffer data = elements(tensor);
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = number(data, tensor.type());
            if (Double.isInfinite(numbers[row])) {
                throw wrong(tensor, row, "must be finite; send NaN where it is missing");
            }
        }
        return numbers;
    }

    private static double number(ByteBuffer data, DataType type) {
        return switch (type) {
            case FP64 -> data.getDouble();
            case FP32 -> data.getFloat();
            case FP16 -> Float.float16ToFloat(data.getShort());
            case BF16 -> Float.intBitsToFloat(data.getShort() << Short.SIZE);
            case UINT64 -> unsigned(data.getLong());
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, BOOL -> integer(data, type);
            case BYTES -> throw new IllegalArgumentException("BYTES are no numbers");
        };
    }

    /** A long has no room for the upper half: that is halved and doubled again, with the lost bit kept for rounding. */
    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    private static long integer(ByteBuffer data, DataType type) {
        return switch (type) {
            case INT8 -> data.get();
            case INT16 -> data.getShort();
            case INT32 -> data.getInt();
            case INT64, UINT64 -> data.getLong();
            case UINT8, BOOL -> Byte.toUnsignedLong(data.get());
            case UINT16 -> Short.toUnsignedLong(data.getShort());
            case UINT32 -> Integer.toUnsignedLong(data.getInt());
            case FP16, BF16, FP32, FP64, BYTES -> throw new IllegalArgumentException(type + " are no integers");
        };
    }

    /** @throws Refusal when the datatype holds no words or one is no UTF-8 */
    static @Nullable String[] words(Tensor tensor) {
        return switch (tensor.type()) {
            case BYTES -> texts(tensor);
            case FP16, BF16, FP32, FP64 -> throw unfit(tensor, "a word");
            case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> {
                @Nullable
                String[] words = new String[tensor.elements()];
                ByteBuffer data = elements(tensor);
                for (int row = 0; row < words.length; row++) {
                    words[row] = word(integer(data, tensor.type()), tensor.type());
                }
                yield words;
            }
        };
    }

    private static String word(long value, DataType type) {
        return switch (type) {
            case BOOL -> Boolean.toString(value != 0);
            case UINT64 -> Long.toUnsignedString(value);
            default -> Long.toString(value);
        };
    }

    private static @Nullable String[] texts(Tensor tensor) {
        List<byte[]> elements = tensor.toBytes();
        @Nullable
        String[] words = new String[elements.size()];
        for (int row = 0; row < words.length; row++) {
            try {
                String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(elements.get(row))).toString();
                words[row] = text.isEmpty() ? null : text;
            } catch (CharacterCodingException _) {
                throw wrong(tensor, row, "is no UTF-8 text");
            }
        }
        return words;
    }

    private static ByteBuffer elements(Tensor tensor) {
        return tensor.data().duplicate().order(tensor.data().order());
    }

    private static Refusal unfit(Tensor tensor, String wanted) {
        return Refusal.invalid("inputs." + tensor.name() + ".datatype",
                "%s does not fit this column, whose cells are each %s".formatted(tensor.type(), wanted));
    }

    private static Refusal wrong(Tensor tensor, int row, String message) {
        return Refusal.invalid("row %d, column %s".formatted(row, tensor.name()), message);
    }
}
