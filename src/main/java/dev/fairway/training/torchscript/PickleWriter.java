package dev.fairway.training.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the opcodes of Python's pickle protocol 2 (PEP 307, {@code pickletools.py}) that libtorch's unpickler reads.
 * Each method pushes or folds values of the reader's stack, as its comment shows.
 */
final class PickleWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PickleWriter() {
        bytes.write(0x80);
        bytes.write(2);
    }

    /** … → … class */
    PickleWriter global(String module, String name) {
        return ascii("c" + module + "\n" + name + "\n");
    }

    /** … → … text */
    PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.write('X');
        bytes.writeBytes(little(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
        return this;
    }

    /** … → … number */
    PickleWriter number(long number) {
        if (number >= 0 && number < 1 << 8) {
            bytes.write('K');
            bytes.write((int) number);
        } else if (number == (int) number) {
            bytes.write('J');
            bytes.writeBytes(little(Integer.BYTES).putInt((int) number).array());
        } else {
            bytes.write(0x8a);
            bytes.write(Long.BYTES);
            bytes.writeBytes(little(Long.BYTES).putLong(number).array());
        }
        return this;
    }

    /** … → … flag */
    PickleWriter flag(boolean flag) {
        return opcode(flag ? 0x88 : 0x89);
    }

    /** … → … () */
    PickleWriter emptyTuple() {
        return opcode(')');
    }

    /** … → … {} */
    PickleWriter emptyDict() {
        return opcode('}');
    }

    /** … → … mark */
    PickleWriter mark() {
        return opcode('(');
    }

    /** … mark a b c → … (a, b, c) */
    PickleWriter tuple() {
        return opcode('t');
    }

    /** … dict mark key value … → … dict with them */
    PickleWriter setItems() {
        return opcode('u');
    }

    /** … class arguments → … instance made without its constructor */
    PickleWriter newObject() {
        return opcode(0x81);
    }

    /** … function arguments → … result */
    PickleWriter reduce() {
        return opcode('R');
    }

    /** … instance state → … instance with that state */
    PickleWriter build() {
        return opcode('b');
    }

    /** … id → … what the reader keeps under that id */
    PickleWriter persistent() {
        return opcode('Q');
    }

    /** What pushes a number, by itself. */
    static byte[] opcodes(long number) {
        PickleWriter writer = new PickleWriter();
        writer.bytes.reset();
        return writer.number(number).bytes.toByteArray();
    }

    /** Ends the pickle. */
    byte[] end() {
        opcode('.');
        return bytes.toByteArray();
    }

    private PickleWriter opcode(int opcode) {
        bytes.write(opcode);
        return this;
    }

    private PickleWriter ascii(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
