package dev.fairway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.testing.BareService;
import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.Wire;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = BareService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = BareService.PARTIAL)
@ContextConfiguration(initializers = RunningService.EmptyHome.class)
class DevModeTests {

    private final Http http;
    private final Wire wire;

    DevModeTests(@LocalServerPort int port) {
        http = new Http(port);
        wire = new Wire(port);
    }

    @Test
    void thisMachineNeedsNoKey() {
        var answer = http.get("/api/models");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.raw().headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aNameThatWasBentToThisMachineIsRefused() {
        var answer = wire.send("GET /api/models HTTP/1.1", "Host: evil.example");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().at("/detail").asString()).contains("fairway.security.mode");
        assertThat(wire.send("GET /v2/health/live HTTP/1.1", "Host: localhost.evil.example").json().has("error"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080"})
    void everyNameOfThisMachineIsServed(String host) {
        assertThat(wire.send("GET /api/models HTTP/1.1", "Host: " + host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1"})
    void aPageOfAnotherSiteIsRefused(String origin) {
        assertThat(http.post("/api/models", "{}", "Origin", origin).status()).isEqualTo(403);
    }

    @Test
    void anAddressForOthersIsRefusedAtTheStart() {
        assertThatThrownBy(() -> bind("server.address", "0.0.0.0")).isInstanceOf(Unguarded.class)
                .hasMessageContaining("server.address opens the service to 0.0.0.0");
        assertThatThrownBy(() -> bind("management.server.port", "9090")).isInstanceOf(Unguarded.class);
    }

    @Test
    void theServiceIsBoundToThisMachine() {
        assertThat(bind("server.address", "127.0.0.1").getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(bind("server.port", "8080").getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    }

    private static TomcatServletWebServerFactory bind(String property, String value) {
        var factory = new TomcatServletWebServerFactory();
        new Binding(new SecurityProperties("dev", List.of(), true), new MockEnvironment().withProperty(property, value))
                .customize(factory);
        return factory;
    }
}
