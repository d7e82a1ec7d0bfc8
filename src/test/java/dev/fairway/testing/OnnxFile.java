package dev.fairway.testing;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small networks as ONNX: the few fields of {@code onnx.proto} that a chain of operators needs. */
public final class OnnxFile {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private final Message graph = new Message().text(2, "sample");

    /** @param domain whose operator it is; empty for ONNX's own */
    public OnnxFile node(String operator, String domain, List<String> inputs, String output) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        graph.message(1, node.text(2, output).text(4, operator).text(7, domain));
        return this;
    }

    /** A constant of FP32. */
    public OnnxFile constant(String name, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(5,
                new Message().number(1, values.length)
                        .number(2, number(DataType.FP32))
                        .text(8, name)
                        .bytes(9, raw.array()));
        return this;
    }

    public OnnxFile input(TensorSpec spec) {
        graph.message(11, value(spec));
        return this;
    }

    public OnnxFile output(TensorSpec spec) {
        graph.message(12, value(spec));
        return this;
    }

    public void write(Path file) {
        Message model = new Message().number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPSET))
                .message(8, new Message().text(1, "com.acme").number(2, 1));
        try {
            Files.write(file, model.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message value(TensorSpec spec) {
        Message shape = new Message();
        for (int extent : spec.shape()) {
            shape.message(1,
                    extent == TensorSpec.ANY ? new Message().text(2, "rows") : new Message().number(1, extent));
        }
        Message tensor = new Message().number(1, number(spec.datatype())).message(2, shape);
        return new Message().text(1, spec.name()).message(2, new Message().message(1, tensor));
    }

    /** {@code TensorProto.DataType}. */
    private static int number(DataType type) {
        return switch (type) {
            case FP32 -> 1;
            case UINT8 -> 2;
            case INT8 -> 3;
            case UINT16 -> 4;
            case INT16 -> 5;
            case INT32 -> 6;
            case INT64 -> 7;
            case BYTES -> 8;
            case BOOL -> 9;
            case FP16 -> 10;
            case FP64 -> 11;
            case UINT32 -> 12;
            case UINT64 -> 13;
            case BF16 -> 16;
        };
    }

    /** A message of Protocol Buffers as it is made, field by field. */
    private static final class Message {

        private static final int VARINT = 0;
        private static final int LENGTH = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3 | VARINT);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        Message bytes(int field, byte[] value) {
            varint(field << 3 | LENGTH);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while (left > 0x7F) {
                out.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
