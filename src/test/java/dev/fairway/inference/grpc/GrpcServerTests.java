package dev.fairway.inference.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;
import org.springframework.mock.env.MockEnvironment;

class GrpcServerTests {

    private final GrpcServerProperties server = new GrpcServerProperties();
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void thePortComesAfterThatOfHttp() {
        assertThat(port()).isEqualTo(8081);
    }

    @Test
    void anotherPortOfHttpHasAnotherOneAfterIt() {
        environment.setProperty("server.port", "9000");
        assertThat(port()).isEqualTo(9001);
    }

    @Test
    void aFreePortComesWithAFreePort() {
        environment.setProperty("server.port", "0");
        assertThat(port()).isZero();
    }

    @Test
    void aPortThatIsSetStays() {
        server.setPort(7);
        assertThat(port()).isEqualTo(7);
    }

    private @Nullable Integer port() {
        GrpcServer.portAfterHttp(environment).postProcessAfterInitialization(server, "properties");
        return server.getPort();
    }
}
