package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.Tensor;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes tensors as nested arrays: the value of the only one, or an object by name of several. */
public final class TensorJson {

    private final JsonGenerator json;
    private final List<Nested> outputs;

    public TensorJson(JsonGenerator json, List<Tensor> tensors) {
        this.json = json;
        this.outputs = tensors.stream().map(Nested::new).toList();
    }

    /** @throws Refusal when an element is nothing that JSON could tell */
    public void whole() {
        values(0);
    }

    /**
     * Writes an array with what each row gave.
     *
     * @throws Refusal when an output has another number of rows, or an element is nothing that JSON could tell
     */
    public void rows(int count) {
        for (Nested output : outputs) {
            if (output.tensor.shape().isEmpty() || output.tensor.rows() != count) {
                throw Refusal.invalid("outputs." + output.tensor.name(),
                        "has the shape %s, which is no row for each of the %d; send inputs in place of instances"
                                .formatted(output.tensor.shape(), count));
            }
        }
        json.writeStartArray();
        for (int row = 0; row < count; row++) {
            values(1);
        }
        json.writeEndArray();
    }

    /** What comes next of each output. */
    private void values(int depth) {
        if (outputs.size() == 1) {
            outputs.getFirst().write(depth);
            return;
        }
        json.writeStartObject();
        for (Nested output : outputs) {
            json.writeName(output.tensor.name());
            output.write(depth);
        }
        json.writeEndObject();
    }

    /** One tensor, written piece by piece. */
    private final class Nested {

        private final Tensor tensor;
        private final ByteBuffer data;

        private Nested(Tensor tensor) {
            this.tensor = tensor;
            this.data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }

        /** Writes what comes next, nested as the dimensions from the given one on. */
        private void write(int depth) {
            if (depth == tensor.shape().size()) {
                element();
                return;
            }
            json.writeStartArray();
            for (int i = 0; i < tensor.shape().get(depth); i++) {
                write(depth + 1);
            }
            json.writeEndArray();
        }

        private void element() {
            switch (tensor.type()) {
                case BOOL -> json.writeBoolean(data.get() != 0);
                case INT8 -> json.writeNumber(data.get());
                case INT16 -> json.writeNumber(data.getShort());
                case INT32 -> json.writeNumber(data.getInt());
                case INT64 -> json.writeNumber(data.getLong());
                case UINT8 -> json.writeNumber(Byte.toUnsignedInt(data.get()));
                case UINT16 -> json.writeNumber(Short.toUnsignedInt(data.getShort()));
                case UINT32 -> json.writeNumber(Integer.toUnsignedLong(data.getInt()));
                case UINT64 -> json.writeNumber(new BigInteger(Long.toUnsignedString(data.getLong())));
                case FP16 -> json.writeNumber(finite(Float.float16ToFloat(data.getShort())));
                case BF16 -> json.writeNumber(finite(Float.intBitsToFloat(data.getShort() << Short.SIZE)));
                case FP32 -> json.writeNumber(finite(data.getFloat()));
                case FP64 -> {
                    double value = data.getDouble();
                    finite(Double.isFinite(value) ? 0 : Float.NaN);
                    json.writeNumber(value);
                }
                case BYTES -> bytes();
            }
        }

        private float finite(float value) {
            if (!Float.isFinite(value)) {
                throw Refusal.invalid("outputs." + tensor.name(),
                        "has an element that is NaN or infinite, for which JSON "
                                + "has no word; send other values, or ask over /v2 for binary data");
            }
            return value;
        }

        /** A text, or where it is none, what TensorFlow Serving writes for bytes. */
        private void bytes() {
            byte[] element = new byte[data.getInt()];
            data.get(element);
            try {
                json.writeString(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(element)).toString());
            } catch (CharacterCodingException _) {
                json.writeStartObject();
                json.writeStringProperty(Elements.B64, Base64.getEncoder().encodeToString(element));
                json.writeEndObject();
            }
        }
    }
}
