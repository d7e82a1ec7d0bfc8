package dev.fairway.inference.grpc;

import dev.fairway.inference.grpc.wire.GRPCInferenceServiceGrpc;
import dev.fairway.inference.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;

/** A client as any other program is, over a socket; its stubs are generated from the protocol alone. */
final class GrpcCaller implements AutoCloseable {

    private final ManagedChannel channel;

    GrpcCaller(int port) {
        channel = Grpc.newChannelBuilder("localhost:" + port, InsecureChannelCredentials.create()).build();
    }

    ManagedChannel channel() {
        return channel;
    }

    GRPCInferenceServiceBlockingStub ask() {
        return GRPCInferenceServiceGrpc.newBlockingStub(channel);
    }

    /** Metadata as name, value pairs. */
    GRPCInferenceServiceBlockingStub with(String... metadata) {
        Metadata sent = new Metadata();
        for (int i = 0; i < metadata.length; i += 2) {
            sent.put(key(metadata[i]), metadata[i + 1]);
        }
        return ask().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(sent));
    }

    /** The status that a call ends with, and with it what is told in metadata. */
    StatusRuntimeException refusal(Consumer<GRPCInferenceServiceBlockingStub> call) {
        return Assertions.catchThrowableOfType(StatusRuntimeException.class, () -> call.accept(ask()));
    }

    Status status(Consumer<GRPCInferenceServiceBlockingStub> call) {
        return refusal(call).getStatus();
    }

    static ClientInterceptor capturing(AtomicReference<Metadata> headers, AtomicReference<Metadata> trailers) {
        return MetadataUtils.newCaptureMetadataInterceptor(headers, trailers);
    }

    /** What is told in metadata where a call ends; empty where it is not. */
    static String trailer(StatusRuntimeException refusal, String name) {
        Metadata trailers = refusal.getTrailers();
        String value = trailers == null ? null : trailers.get(key(name));
        return value == null ? "" : value;
    }

    static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
