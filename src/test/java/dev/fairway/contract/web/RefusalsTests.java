package dev.fairway.contract.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Refusal;
import dev.fairway.testing.BareService;
import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.Wire;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(classes = {BareService.class,
        RefusalsTests.Echo.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
                BareService.PARTIAL, "fairway.contract.max-body=1MB"})
@ContextConfiguration(initializers = RunningService.EmptyHome.class)
class RefusalsTests {

    private static final String LEAKS = "(?s).*(dev\\.fairway|tools\\.jackson|org\\.|java\\.|Exception|JsonToken|Feature\\.|<html|\tat ).*";

    private final Http http;
    private final Wire wire;

    RefusalsTests(@LocalServerPort int port) {
        http = new Http(port);
        wire = new Wire(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "a", "nam": 1}                   | 422 | nam            | known are
            {"name": "a", "inner": {"sum": 1}}        | 422 | inner.sum      | known are
            {"name": "a", "list": [1, "x"]}           | 422 | list[1]        | a whole number
            {"name": "a", "count": 1.5}               | 422 | count          | a whole number
            {"name": "a", "unit": "WEEKS"}            | 422 | unit           | DAYS
            {"name": "a", "every": "soon"}            | 422 | every          | PT10M
            {"name": "a", "list": {}}                 | 422 | list           | a list
            {"name": []}                              | 422 | name           | a text
            {"name": "a", "inner": 7}                 | 422 | inner          | an object
            []                                        | 422 | body           | an object
            """)
    void aFieldThatIsWrongIsNamedWithTheRemedy(String body, int status, String field, String remedy) {
        var answer = http.post("/api/echo", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(remedy);
        assertThat(answer.body()).doesNotMatch(LEAKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": ", "{name: 1}", "{\"name\": \"a\"} {}", "{\"name\": \"a\"}]", "", "nul",
            "\u0000", "{\"name\": NaN}"})
    void whatIsNoJsonIsMalformed(String body) {
        var answer = http.post("/api/echo", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotMatch(LEAKS);
    }

    @Test
    void aNumberThatIsTooGreatIsLocated() {
        assertThat(http.post("/api/echo", "{\"count\": 99999999999}").json().at("/detail").asString())
                .isEqualTo("a number is out of range, at line 1, column 22");
    }

    @Test
    void aSyntaxErrorIsLocated() {
        assertThat(http.post("/api/echo", "{\"name\":\n \"a\",,}").json().at("/detail").asString())
                .contains("line 2, column");
    }

    @Test
    void depthsAndLengthsThatOnlyAnAttackHasAreRefused() {
        String deep = "{\"name\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String huge = "{\"name\": \"a\", \"count\": " + "9".repeat(5_000) + "}";
        for (String body : List.of(deep, huge)) {
            var answer = http.post("/api/echo", body);
            assertThat(answer.status()).isBetween(400, 422);
            assertThat(answer.body()).doesNotMatch(LEAKS).hasSizeLessThan(1_000);
        }
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        String body = "{\"name\": \"" + "a".repeat(1 << 20) + "\"}";
        assertThat(http.post("/api/echo", body).status()).isEqualTo(413);
        var chunked = HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body));
        assertThat(
                http.send(http.request("/api/echo").header("Content-Type", "application/json").POST(chunked)).status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"text/plain,415", "application/json;charset=nonsense,415", "nonsense,415"})
    void aBodyOfAnotherKindIsUnsupported(String type, int status) {
        var answer = http.send(
                http.request("/api/echo").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotMatch(LEAKS).doesNotContain("not possible");
    }

    @Test
    void aBodyOfAnotherKindIsToldWhatIsRead() {
        var answer = http.send(http.request("/api/echo")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.json().get("detail").asString()).contains("text/plain", "application/json");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        var answer = http.send(http.request("/api/echo")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[]{'{', '"', (byte) 0xff, '"', ':', '1', '}'})));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotMatch(LEAKS);
    }

    @Test
    void aWrongVerbIsToldTheRightOnes() {
        var answer = http.delete("/api/models");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void anAnswerThatCannotBeGivenIsNotAcceptable() {
        var answer = http.send(http.request("/api/models").header("Accept", "image/png").GET());
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"0,422", "501,422", "-1,422", "abc,400", "9999999999,400"})
    void aPageThatNoListHasIsRefused(String limit, int status) {
        assertThat(http.get("/api/models?limit=" + limit).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/models/..%2f..", "/api/../../etc/passwd", "/api/models/%00", "/api/models/a%zz",
            "/api/models/a;b", "/api/models//x", "/api/models/%2e%2e/x", "/api/models/<x>", "/v2/models/..%5c.."})
    void aPathThatReachesOutGetsAJsonRefusal(String path) {
        var answer = wire.send("GET " + path + " HTTP/1.1", "Host: localhost");
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 404);
        assertThat(answer.json().has(path.startsWith("/v2") ? "error" : "title")).as(answer.body()).isTrue();
        assertThat(answer.body()).doesNotMatch(LEAKS);
    }

    @Test
    void aPathWithoutEndIsRefused() {
        var answer = wire.send("GET /api/models/" + "a".repeat(100_000) + " HTTP/1.1", "Host: localhost");
        assertThat(answer.status()).isBetween(400, 431);
        assertThat(answer.body()).doesNotMatch(LEAKS);
    }

    @Test
    void aRequestIdThatCouldForgeALineIsReplaced() {
        var answer = wire.send("GET /api/models HTTP/1.1", "Host: localhost", "X-Request-Id: a b\u0085c");
        assertThat(answer.headers()).doesNotContain("a b");
        assertThat(answer.headers()).containsPattern("X-Request-Id: [0-9a-f-]{36}");
    }

    @Test
    void aDefectTellsNothingOfTheInside() {
        var answer = http.post("/v2/echo/defect", "{}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().at("/error").asString()).contains("X-Request-Id");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void theOpenApiDocumentListsTheEndpoints() {
        var document = http.get("/v3/api-docs").json();
        assertThat(document.at("/paths").has("/api/models")).isTrue();
        assertThat(document.at("/info/title").asString()).isEqualTo("Fairway");
        assertThat(document.at("/components/schemas/VersionView/properties").has("registered_at")).isTrue();
        assertThat(document.at("/paths").has("/error")).isFalse();
        assertThat(document.toString()).contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"MALFORMED,400", "UNKNOWN,404", "CONFLICT,409", "INVALID,422", "OVERLOADED,429", "NOT_READY,503",
            "TIMED_OUT,504", "OUT_OF_MEMORY,507"})
    void whyARequestIsNotGrantedIsItsStatus(String kind, int status) {
        assertThat(http.get("/v2/echo/refusal/" + kind).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void probesAreUp(String path) {
        assertThat(http.get(path).json().at("/status").asString()).isEqualTo("UP");
    }

    /** Takes a body with a field of every kind. */
    @RestController
    static class Echo {

        record Inner(@Nullable Integer number) {}

        record Body(
                String name,
                @Nullable Integer count,
                @Nullable List<Integer> list,
                @Nullable TimeUnit unit,
                @Nullable Duration every,
                @Nullable Inner inner) {}

        @PostMapping("/api/echo")
        Body echo(@RequestBody Body body) {
            return body;
        }

        @RequestMapping("/v2/echo/refusal/{kind}")
        void refusal(@PathVariable Refusal.Kind kind) {
            throw new Refusal(kind, "no");
        }

        @RequestMapping("/v2/echo/defect")
        void defect() {
            throw new IllegalStateException("a secret");
        }
    }
}
