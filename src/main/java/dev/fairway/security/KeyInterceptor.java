package dev.fairway.security;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/** Asks callers over gRPC for a key where those over HTTP are asked for one, in metadata of the same names. */
@Component
@GlobalServerInterceptor
class KeyInterceptor implements ServerInterceptor {

    /** What a probe calls, which holds no key and learns nothing but whether the service is up. */
    private static final Set<String> PROBES = Set.of("inference.GRPCInferenceService/ServerLive",
            "inference.GRPCInferenceService/ServerReady", "grpc.health.v1.Health/Check", "grpc.health.v1.Health/Watch",
            "grpc.health.v1.Health/List");

    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
            Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> KEY = Metadata.Key.of("x-api-key", Metadata.ASCII_STRING_MARSHALLER);

    /** Null where nobody needs one. */
    private final @Nullable ApiKeys keys;

    KeyInterceptor(SecurityProperties properties) {
        this.keys = properties.isDev() ? null : ApiKeys.of(properties.keys());
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call,
            Metadata metadata,
            ServerCallHandler<Q, R> next) {
        if (keys == null || PROBES.contains(call.getMethodDescriptor().getFullMethodName()) || holds(keys, metadata)) {
            return next.startCall(call, metadata);
        }
        call.close(Status.UNAUTHENTICATED.withDescription(KeyGate.NEEDED), new Metadata());
        return new ServerCall.Listener<>() {
        };
    }

    private static boolean holds(ApiKeys keys, Metadata metadata) {
        String key = KeyFilter.key(metadata.get(AUTHORIZATION), metadata.get(KEY));
        return key != null && keys.holds(key);
    }
}
