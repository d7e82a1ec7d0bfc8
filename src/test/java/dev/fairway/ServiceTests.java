package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class ServiceTests {

    private final Http http;

    ServiceTests(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void aPathThatIsNotThereGetsAProblemWithTheRequestsName() {
        var answer = http.send(http.request("/api/nothing").header("X-Request-Id", "abc-1").GET());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1");
    }

    @Test
    void theInferenceSurfacesSpeakTheirClientsErrors() {
        assertThat(http.get("/v2/nothing").json().get("error").isString()).isTrue();
    }
}
