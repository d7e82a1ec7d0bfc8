package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The elements of one tensor, each as JSON writes its datatype, one behind the other as a tensor has them. */
final class Elements {

    /** The one field of an object that stands for bytes. */
    static final String B64 = "b64";

    private static final int FEW = 256;
    private static final int LONGEST_SHOWN = 40;

    private final DataType type;
    private ByteBuffer data = ByteBuffer.allocate(FEW).order(ByteOrder.LITTLE_ENDIAN);

    Elements(DataType type) {
        this.type = type;
    }

    ByteBuffer data() {
        return data.flip().slice();
    }

    /**
     * Takes the value that the parser stands on.
     *
     * @throws Refusal when it is none of the datatype
     */
    void add(JsonParser json, String place) {
        JsonToken token = json.currentToken();
        switch (type) {
            case BYTES -> add(bytes(json, place));
            case BOOL -> room(1).put((byte) (flag(json, place) ? 1 : 0));
            case FP32 -> room(Float.BYTES).putFloat(real(json, place));
            case FP16 -> room(Short.BYTES).putShort(Float.floatToFloat16(real(json, place)));
            case BF16 -> room(Short.BYTES).putShort(bfloat(real(json, place)));
            case FP64 -> room(Double.BYTES).putDouble(number(json, place));
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> {
                if (token != JsonToken.VALUE_NUMBER_INT || !fits(json.getBigIntegerValue())) {
                    throw wrong(json, place);
                }
                integer(json.getBigIntegerValue().longValue());
            }
        }
    }

    void add(byte[] bytes) {
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    }

    private void integer(long value) {
        switch (type.size()) {
            case Byte.BYTES -> room(Byte.BYTES).put((byte) value);
            case Short.BYTES -> room(Short.BYTES).putShort((short) value);
            case Integer.BYTES -> room(Integer.BYTES).putInt((int) value);
            default -> room(Long.BYTES).putLong(value);
        }
    }

    private boolean fits(BigInteger value) {
        int bits = type.size() * Byte.SIZE;
        return type.name().startsWith("U") ? value.signum() >= 0 && value.bitLength() <= bits
                : value.bitLength() < bits;
    }

    private double number(JsonParser json, String place) {
        if (!json.currentToken().isNumeric() || !Double.isFinite(json.getDoubleValue())) {
            throw wrong(json, place);
        }
        return json.getDoubleValue();
    }

    private float real(JsonParser json, String place) {
        if (!json.currentToken().isNumeric() || !Float.isFinite(json.getFloatValue())) {
            throw wrong(json, place);
        }
        return json.getFloatValue();
    }

    /** The upper half of a float, rounded to the nearest, ties to even. */
    private static short bfloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }

    private boolean flag(JsonParser json, String place) {
        if (!json.currentToken().isBoolean()) {
            throw wrong(json, place);
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    /**
     * A string as its bytes, or what {@code {"b64": …}} stands for.
     *
     * @throws Refusal when the parser stands on neither
     */
    static byte[] bytes(JsonParser json, String place) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getString().getBytes(StandardCharsets.UTF_8);
        }
        if (json.currentToken() == JsonToken.START_OBJECT && B64.equals(json.nextName())) {
            json.nextToken();
            return decoded(json, place);
        }
        throw Refusal.invalid(place, "must be a string or {\"b64\": \"…\"}");
    }

    /**
     * What the string that the parser stands on, the value of the one field of an object, stands for.
     *
     * @throws Refusal when it is no base64, or not the only field
     */
    static byte[] decoded(JsonParser json, String place) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw Refusal.invalid(place, "b64 must be a string");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(json.getString());
            if (json.nextToken() != JsonToken.END_OBJECT) {
                throw Refusal.invalid(place, "has something beside b64; leave it out");
            }
            return bytes;
        } catch (IllegalArgumentException _) {
            throw Refusal.malformed(place, "b64 is no base64");
        }
    }

    private Refusal wrong(JsonParser json, String place) {
        JsonToken token = json.currentToken();
        String shown = token.isScalarValue() ? json.getString() : Cells.kind(token);
        return Refusal.invalid(place, "%s is no %s"
                .formatted(shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "…", type));
    }

    private ByteBuffer room(int bytes) {
        if (data.remaining() < bytes) {
            int capacity = Math.max(Math.addExact(data.position(), bytes), data.capacity() * 2);
            data = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).put(data.flip());
        }
        return data;
    }
}
