package dev.fairway.inference.web.v2;

import dev.fairway.inference.web.Bodies;
import dev.fairway.tensor.Buffers;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The elements behind a document, in the order of the inputs. They are read straight into native memory, in which a
 * network finds them: a picture of half a megabyte is copied once on its way from the connection.
 */
final class BinaryPart {

    private final ServletInputStream body;
    private final Buffers.Loan memory;
    private int left;

    /** @param left bytes that the body still has */
    BinaryPart(ServletInputStream body, Buffers.Loan memory, int left) {
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
        ByteBuffer data = memory.take(bytes);
        try {
            for (int at = 0; at < bytes;) {
                int read = body.read(data.slice(at, bytes - at));
                if (read < 0) {
                    throw Bodies.brokenOff();
                }
                at += read;
            }
        } catch (IOException _) {
            throw Bodies.brokenOff();
        }
        left -= bytes;
        return data;
    }

    /** All that is left. */
    byte[] rest() {
        byte[] rest = Bodies.bytes(body, left);
        left = 0;
        return rest;
    }
}
