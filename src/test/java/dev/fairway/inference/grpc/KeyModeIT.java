package dev.fairway.inference.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.inference.grpc.wire.ServerLiveRequest;
import dev.fairway.inference.grpc.wire.ServerMetadataRequest;
import dev.fairway.inference.grpc.wire.ServerReadyRequest;
import dev.fairway.testing.RunningService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@RunningService
@TestPropertySource(properties = {"fairway.security.mode=key", "fairway.security.keys=a-key-of-good-length"})
@DirtiesContext
class KeyModeIT {

    private final GrpcCaller caller;

    @Autowired
    KeyModeIT(GrpcServerLifecycle server) {
        this.caller = new GrpcCaller(server.getPort());
    }

    @AfterEach
    void close() {
        caller.close();
    }

    @ParameterizedTest
    @CsvSource({"authorization, Bearer a-key-of-good-length", "authorization, bearer a-key-of-good-length",
            "x-api-key, a-key-of-good-length"})
    void aKeyOpensAsBearerTokenAndAsMetadata(String name, String value) {
        assertThat(caller.with(name, value).serverMetadata(ServerMetadataRequest.getDefaultInstance()).getName())
                .isEqualTo("fairway");
    }

    @ParameterizedTest
    @CsvSource({"authorization, Bearer another-key-of-it", "authorization, a-key-of-good-length", "x-api-key, wrong",
            "nothing, at-all"})
    void nothingElseDoes(String name, String value) {
        StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class,
                () -> caller.with(name, value).serverMetadata(ServerMetadataRequest.getDefaultInstance()));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(refusal.getStatus().getDescription()).contains("X-API-Key");
        assertThat(GrpcCaller.trailer(refusal, "x-request-id")).isNotBlank();
    }

    @Test
    void aProbeNeedsNone() {
        assertThat(caller.ask().serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
        caller.ask().serverReady(ServerReadyRequest.getDefaultInstance());
        HealthGrpc.newBlockingStub(caller.channel()).check(HealthCheckRequest.getDefaultInstance());
    }
}
