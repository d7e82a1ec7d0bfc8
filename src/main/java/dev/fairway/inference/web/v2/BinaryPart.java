package dev.fairway.inference.web.v2;

import dev.fairway.inference.web.Bodies;
import dev.fairway.tensor.Buffers;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The elements behind a document, in the order of the inputs. They are read straight into native memory, in which a
 * network finds them: a picture of half a megabyte is copied once on its way from the connection. What is larger than is
 * set aside on a caller's word alone goes by the heap, where the room for it grows as it comes.
 */
final class BinaryPart {

    private final InputStream body;
    private final Buffers.Loan memory;
    private int left;

    /** @param left bytes that the body still has */
    BinaryPart(InputStream body, Buffers.Loan memory, int left) {
        this.body = body;
        this.memory = memory;
        this.left = left;
    }

    /** Bytes that were not taken yet. */
    int left() {
        return left;
    }

    /**
     * The next so many bytes, of which there must be as many left.
     *
     * @throws dev.fairway.contract.Refusal when the body breaks off
     */
    ByteBuffer take(int bytes) {
        left -= bytes;
        return body instanceof ServletInputStream connection && bytes <= Bodies.AT_ONCE ? direct(connection, bytes)
                : ByteBuffer.wrap(Bodies.bytes(body, bytes));
    }

    private ByteBuffer direct(ServletInputStream connection, int bytes) {
        ByteBuffer data = memory.take(bytes);
        try {
            for (int at = 0; at < bytes;) {
                int read = connection.read(data.slice(at, bytes - at));
                if (read < 0) {
                    throw Bodies.brokenOff();
                }
                at += read;
            }
            return data;
        } catch (IOException _) {
            throw Bodies.brokenOff();
        }
    }

    /** All that is left. */
    byte[] rest() {
        byte[] rest = Bodies.bytes(body, left);
        left = 0;
        return rest;
    }
}
