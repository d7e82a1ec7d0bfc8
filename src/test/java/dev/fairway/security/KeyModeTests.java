package dev.fairway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.testing.BareService;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** The second key is given as the hash of the word "another-secret-key". */
@SpringBootTest(classes = BareService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        BareService.PARTIAL, "fairway.security.mode=key", "fairway.security.keys[0]=a-key-of-good-length",
        "fairway.security.keys[1]=sha256:4e67cf872b0ae05fc9c5da828b5adc48741453489b845be5ff843560f04ffa13"})
@ContextConfiguration(initializers = RunningService.EmptyHome.class)
class KeyModeTests {

    private final Http http;
    private final Wire wire;

    KeyModeTests(@LocalServerPort int port) {
        http = new Http(port);
        wire = new Wire(port);
    }

    @Test
    void aKeyOpensAsBearerTokenAndAsHeader() {
        assertThat(ask("/api/models", "Authorization", "Bearer a-key-of-good-length").status()).isEqualTo(200);
        assertThat(ask("/api/models", "Authorization", "bearer a-key-of-good-length").status()).isEqualTo(200);
        assertThat(ask("/api/models", "X-API-Key", "a-key-of-good-length").status()).isEqualTo(200);
    }

    @Test
    void aKeyOfWhichOnlyTheHashIsConfiguredOpensToo() {
        assertThat(ask("/api/models", "X-API-Key", "another-secret-key").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "a-key-of-good-lengt", "a-key-of-good-length2",
            "sha256:4e67cf872b0ae05fc9c5da828b5adc48741453489b845be5ff843560f04ffa13"})
    void anyOtherKeyIsRefused(String key) {
        Answer answer = ask("/api/models", "X-API-Key", key);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void theInferenceSurfaceRefusesInItsOwnWords() {
        Answer answer = http.post("/v2/models/income/infer", "{}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().at("/error").asString()).contains("Authorization: Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
            "/actuator/prometheus"})
    void probesAndScrapersNeedNoKey(String path) {
        assertThat(http.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/info", "/v3/api-docs", "/nothing", "/v2/models", "/pingx"})
    void everythingElseDoes(String path) {
        assertThat(http.get(path).status()).isEqualTo(401);
    }

    @Test
    void anyHostIsServed() {
        assertThat(wire.send("GET /api/models HTTP/1.1", "Host: fairway.example", "X-API-Key: a-key-of-good-length")
                .status()).isEqualTo(200);
    }

    @Test
    void noKeyOrAWeakOneIsRefusedAtTheStart() {
        assertThatThrownBy(() -> ApiKeys.of(List.of())).isInstanceOf(Unguarded.class);
        assertThatThrownBy(() -> ApiKeys.of(List.of("short"))).isInstanceOf(Unguarded.class)
                .hasMessageNotContaining("short");
        assertThatThrownBy(() -> ApiKeys.of(List.of("sha256:zz"))).isInstanceOf(Unguarded.class);
    }

    @Test
    void theFailureSaysWhatToDo() {
        var failure = new UnguardedAnalyzer().analyze(new Unguarded("it is open", "close it"));
        assertThat(failure).extracting("description", "action").containsExactly("it is open", "close it");
    }

    private Answer ask(String path, String header, String value) {
        return http.send(http.request(path).header(header, value).GET());
    }
}
