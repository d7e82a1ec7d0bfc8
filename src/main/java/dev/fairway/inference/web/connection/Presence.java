package dev.fairway.inference.web.connection;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Whether the caller of one request of HTTP/1.1 is still there, while it waits for its answer.
 *
 * <p>A caller that went away has closed its connection, which shows to whoever reads from it: the end is there. A caller
 * that is still there has sent nothing more, or its next request already, of which a byte is read and put back. A caller
 * that closed only its own direction counts as gone, as proxies have it too.
 *
 * <p>Any thread may ask once the request has been read whole: until {@link #close} nobody else reads from the connection
 * then, because its answer is not there yet. The lock keeps a question from reaching into the next request.
 */
public final class Presence implements AutoCloseable {

    private final @Nullable SocketWrapperBase<?> socket;
    private boolean decided;
    private boolean gone;

    private Presence(@Nullable SocketWrapperBase<?> socket) {
        this.socket = socket;
        this.decided = socket == null;
    }

    /** To be asked only once the body has been read, and closed before the answer is written. */
    public static Presence of(HttpServletRequest request) {
        return new Presence(
                request.getAttribute(ProbedProcessor.SOCKET) instanceof SocketWrapperBase<?> socket ? socket : null);
    }

    /** Whether the caller has gone away; not, when that cannot be known. */
    public synchronized boolean isGone() {
        if (!decided && socket != null) {
            probe(socket);
        }
        return gone;
    }

    private void probe(SocketWrapperBase<?> connection) {
        byte[] next = new byte[1];
        try {
            int read = connection.read(false, next, 0, 1);
            gone = read < 0;
            decided = read != 0;
            if (read > 0) {
                connection.unRead(ByteBuffer.wrap(next));
            }
        } catch (IOException _) {
            gone = true;
            decided = true;
        }
    }

    /** Asks no more: the answer is about to be written. */
    @Override
    public synchronized void close() {
        decided = true;
    }
}
