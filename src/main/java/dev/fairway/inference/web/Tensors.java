package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the {@code data} of one V2 input, which is one column, flat or nested, as its datatype says. */
final class Tensors {

    private static final Set<DataType> INTEGERS = EnumSet.of(DataType.INT8, DataType.INT16, DataType.INT32,
            DataType.INT64, DataType.UINT8, DataType.UINT16, DataType.UINT32, DataType.UINT64);
    private static final Set<DataType> NUMBERS = EnumSet.of(DataType.FP32, DataType.FP64);
    private static final Set<DataType> WORDS = EnumSet.of(DataType.BYTES, DataType.BOOL);

    static {
        NUMBERS.addAll(INTEGERS);
        WORDS.addAll(INTEGERS);
    }

    private Tensors() {}

    /** @throws Refusal when there is no such datatype, or none that JSON can carry */
    static DataType datatype(String place, String name) {
        DataType type = Arrays.stream(DataType.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.malformed(place + ".datatype", "%s is no datatype of the protocol; there are %s"
                                .formatted(name, Arrays.toString(DataType.values()))));
        Bodies.require(type != DataType.FP16 && type != DataType.BF16, place + ".datatype",
                "%s cannot be sent as JSON; send FP32".formatted(name));
        return type;
    }

    /** Takes the elements into the column, from the array that the parser stands on. */
    static void read(JsonParser json, Cells cells, DataType type, int maxRows) {
        checkColumn(cells, type);
        Bodies.require(json.currentToken() == JsonToken.START_ARRAY, "inputs." + cells.name() + ".data",
                "must be an array");
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            switch (token) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                default -> {
                    Bodies.limit(cells.count(), maxRows);
                    checkElement(json, cells, type);
                    cells.read(json);
                }
            }
            Bodies.require(depth <= 2, "inputs." + cells.name() + ".data", "is nested deeper than the shape [rows, 1]");
        }
    }

    private static void checkColumn(Cells cells, DataType type) {
        Set<DataType> fit = switch (cells) {
            case Cells.Numbers _ -> NUMBERS;
            case Cells.Words _ -> WORDS;
        };
        if (!fit.contains(type)) {
            throw Columns.invalid("inputs." + cells.name() + ".datatype",
                    "%s does not fit this column; send one of %s".formatted(type, fit));
        }
    }

    private static void checkElement(JsonParser json, Cells cells, DataType type) {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        boolean fits = switch (type) {
            case BYTES -> token == JsonToken.VALUE_STRING;
            case BOOL -> token.isBoolean();
            case FP32, FP64 -> token.isNumeric();
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 ->
                token == JsonToken.VALUE_NUMBER_INT && inRange(json.getBigIntegerValue(), type);
            case FP16, BF16 -> false;
        };
        if (!fits) {
            throw cells.wrong("%s is no %s"
                    .formatted(token.isScalarValue() ? abbreviated(json.getString()) : Cells.kind(token), type));
        }
    }

    private static boolean inRange(BigInteger value, DataType type) {
        int bits = type.size() * Byte.SIZE;
        return type.name().startsWith("U") ? value.signum() >= 0 && value.bitLength() <= bits
                : value.bitLength() < bits;
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
