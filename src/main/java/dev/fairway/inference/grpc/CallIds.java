package dev.fairway.inference.grpc;

import dev.fairway.contract.RequestId;
import dev.fairway.inference.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Names every call, as every request over HTTP has a name: in the log, and in the metadata of the answer. */
@Component
@GlobalServerInterceptor
@Order(Ordered.HIGHEST_PRECEDENCE)
class CallIds implements ServerInterceptor {

    private static final Metadata.Key<String> ID = key(RequestId.HEADER);
    private static final Context.Key<Caller> CALLER = Context.key("caller");

    private final IdGenerator ids;

    CallIds(IdGenerator ids) {
        this.ids = ids;
    }

    /** Who makes the call that this thread answers. */
    static Caller caller() {
        return CALLER.get();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call,
            Metadata metadata,
            ServerCallHandler<Q, R> next) {
        String id = RequestId.of(metadata.get(ID), ids);
        Caller caller = new Caller(id, name -> name == null ? null : metadata.get(key(name)));
        Context context = Context.current().withValue(CALLER, caller);
        return new Logged<>(Contexts.interceptCall(context, new Named<>(call, id), metadata, next), id);
    }

    private static Metadata.Key<String> key(String header) {
        return Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** A call whose answer says what it is called: at its start, or at its end where that is all there is. */
    private static final class Named<Q, R> extends SimpleForwardingServerCall<Q, R> {

        private final String id;
        private boolean said;

        Named(ServerCall<Q, R> call, String id) {
            super(call);
            this.id = id;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            headers.put(ID, id);
            said = true;
            super.sendHeaders(headers);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (!said) {
                trailers.put(ID, id);
            }
            super.close(status, trailers);
        }
    }

    /** The request is complete when the caller's half of the call is closed, and is answered then. */
    private static final class Logged<Q> extends SimpleForwardingServerCallListener<Q> {

        private final String id;

        Logged(ServerCall.Listener<Q> listener, String id) {
            super(listener);
            this.id = id;
        }

        @Override
        public void onHalfClose() {
            try (var _ = MDC.putCloseable(RequestId.LOGGED, id)) {
                super.onHalfClose();
            }
        }
    }
}
