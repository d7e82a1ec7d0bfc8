package dev.fairway.inference.web.connection;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tells each request of a connection which connection that is.
 *
 * <p>Once a request is answered, the other connections have their turns first. Only then does Tomcat look whether the caller
 * has asked again, and under load it has by then: so the next request is read at once, and the way by the poller, with its
 * two system calls and the waking of its thread and of ours, is not taken.
 */
final class ProbedProcessor extends Http11Processor {

    /** The attribute of a request. */
    static final String SOCKET = "dev.fairway.socket";

    /** After more, callers wait longer for the turns of others than is gained. */
    private static final int TURNS = 3;

    private final Telling telling;

    private ProbedProcessor(AbstractHttp11Protocol<?> protocol, Telling telling) {
        super(protocol, telling);
        this.telling = telling;
    }

    static ProbedProcessor of(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        return new ProbedProcessor(protocol, new Telling(adapter));
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        telling.socket = socket;
        try {
            return super.service(socket);
        } finally {
            telling.socket = null;
        }
    }

    /** Comes between the processor, whose connection it knows, and the container, which gets each request from it. */
    private static final class Telling implements Adapter {

        private final Adapter container;
        private @Nullable SocketWrapperBase<?> socket;

        Telling(Adapter container) {
            this.container = container;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            request.setAttribute(SOCKET, socket);
            container.service(request, response);
            letOthersFirst();
        }

        /** It costs a microsecond where no other connection is being served, and no system call: see docs/benchmarks.md. */
        @SuppressWarnings("ThreadPriorityCheck") // Nothing is right only because of it; it saves time.
        private static void letOthersFirst() {
            if (Thread.currentThread().isVirtual()) {
                for (int turn = 0; turn < TURNS; turn++) {
                    Thread.yield();
                }
            }
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return container.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            return container.asyncDispatch(request, response, event);
        }

        @Override
        public void log(Request request, Response response, long time) {
            container.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            container.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return container.getDomain();
        }
    }
}
