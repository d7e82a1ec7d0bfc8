package dev.fairway.registry.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a protobuf message, one after the other, as the wire format has them
 * (https://protobuf.dev/programming-guides/encoding). Nothing is built and nothing copied.
 */
final class Protobuf {

    private static final int LENGTH_DELIMITED = 2;

    private final ByteBuffer bytes;
    private int field;
    private long number;
    private @Nullable ByteBuffer content;

    Protobuf(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    /** The bytes are no protobuf message. */
    static final class Malformed extends RuntimeException {

        Malformed() {
            super("no protobuf message", null, false, false);
        }
    }

    /**
     * Goes on to the next field.
     *
     * @throws Malformed when what comes is none
     */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long key = varint();
        field = (int) (key >>> 3);
        content = null;
        number = 0;
        if (field == 0) {
            throw new Malformed();
        }
        switch ((int) (key & 7)) {
            case 0 -> number = varint();
            case 1 -> skip(Long.BYTES);
            case LENGTH_DELIMITED -> content = skip(varint());
            case 5 -> skip(Integer.BYTES);
            default -> throw new Malformed();
        }
        return true;
    }

    int field() {
        return field;
    }

    /** The value of a field that is a number. */
    long number() {
        return number;
    }

    /** Whether the field is a message, a text or bytes. */
    boolean isMessage() {
        return content != null;
    }

    /** @throws Malformed when the field is a number */
    Protobuf message() {
        return new Protobuf(content());
    }

    /** @throws Malformed when the field is a number */
    String text() {
        return StandardCharsets.UTF_8.decode(content().slice()).toString();
    }

    private ByteBuffer content() {
        if (content == null) {
            throw new Malformed();
        }
        return content;
    }

    private ByteBuffer skip(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new Malformed();
        }
        ByteBuffer skipped = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return skipped;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw new Malformed();
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Malformed();
    }
}
