package dev.fairway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.AnswerListener;
import dev.fairway.inference.Answered;
import dev.fairway.monitoring.Town.Crowd;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Each test has a model of its own, named after it. */
@RunningService
class MonitorHttpTests {

    private final Http http;
    private final Models models;
    private final List<AnswerListener> listeners;
    private final Town town = new Town(5);
    private VersionId version = Town.VERSION;

    MonitorHttpTests(@LocalServerPort int port, @Autowired Models models, @Autowired List<AnswerListener> listeners) {
        this.http = new Http(port);
        this.models = models;
        this.listeners = listeners;
    }

    @BeforeEach
    void register(@TempDir Path folder, TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        version = models.register(new ModelName(name), Town.folder(folder.resolve("version"), name)).id();
    }

    private void answer(Crowd crowd) {
        var answered = town.answer(crowd, Instant.now());
        listeners.forEach(listener -> listener.answered(new Answered(version, answered.rows(), answered.attributes(),
                answered.predictions(), answered.predictionIds(), answered.at())));
    }

    private String monitor() {
        return "/api/models/" + version.model() + "/monitor";
    }

    private static List<String> errors(Http.Answer answer) {
        return answer.json().get("errors").valueStream().map(error -> error.get("field").asString()).toList();
    }

    @Test
    void theReportHasTheShapeOfTheContract() {
        assertThat(http.put(monitor(), "{\"window\": {\"rows\": 1000}}").status()).isEqualTo(200);
        answer(Crowd.asTrained(1000).older(8).womenSayYes(0.2));
        JsonNode report = http.get(monitor() + "/report").json();
        assertThat(report.at("/window/rows").asInt()).isEqualTo(1000);
        assertThat(Instant.parse(report.at("/window/start").asString())).isBefore(Instant.now());
        assertThat(report.at("/drift/detected").asBoolean()).isTrue();
        JsonNode age = report.at("/drift/features/0");
        assertThat(age.get("feature").asString()).isEqualTo("age");
        assertThat(age.get("statistic").asString()).isEqualTo("psi");
        assertThat(age.get("verdict").asString()).isEqualTo("drift");
        assertThat(age.get("score").asDouble()).isGreaterThan(age.get("threshold").asDouble());
        assertThat(report.at("/drift/features/1/detected").asBoolean()).isFalse();
        assertThat(report.at("/quality/features/0/missing").asDouble()).isZero();
        JsonNode bias = report.at("/bias/0");
        assertThat(bias.get("attribute").asString() + bias.get("group").asString()
                + bias.get("reference_group").asString()).isEqualTo("sexfm");
        assertThat(bias.get("breached").asBoolean()).isTrue();
        assertThat(bias.get("high").asDouble()).isLessThan(-0.1);
    }

    @Test
    void theVerdictsAreInPrometheus() {
        http.put(monitor(), "{\"window\": {\"rows\": 1000}}");
        answer(Crowd.asTrained(1000).older(8));
        http.get(monitor() + "/report");
        String tags = "model=\"theVerdictsAreInPrometheus\",statistic=\"psi\",version=\"1\"}";
        assertThat(http.get("/actuator/prometheus").body()).contains(
                "fairway_drift_detected{feature=\"age\"," + tags + " 1.0",
                "fairway_drift_detected{feature=\"income\"," + tags + " 0.0",
                "fairway_monitor_dropped_total{model=\"theVerdictsAreInPrometheus\",version=\"1\"} 0.0");
    }

    @Test
    void beforeAWindowHasClosedThereIsNoReport() {
        assertThat(http.get(monitor() + "/report").status()).isEqualTo(404);
        answer(Crowd.asTrained(10));
        Http.Answer answer = http.get(monitor() + "/report");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asString()).contains("has 10 rows and closes at");
    }

    @Test
    void whatIsLeftOutOfAChangeStays() {
        http.put(monitor(), "{\"attributes\": [{\"name\": \"job\", \"privileged\": [\"nurse\"]}]}");
        JsonNode state = http.put(monitor(), "{\"window\": {\"duration\": \"PT15S\"}}").json();
        assertThat(state.at("/window/duration").asString()).isEqualTo("PT15S");
        assertThat(state.at("/attributes/0/name").asString()).isEqualTo("job");
        assertThat(state.at("/favourable/0").asString()).isEqualTo("yes");
        assertThat(http.get(monitor()).json()).isEqualTo(state);
    }

    @Test
    void aChangeThatMakesNoSenseIsRefusedByField() {
        assertThat(errors(http.put(monitor(), "{\"window\": {\"rows\": 0}}"))).containsExactly("window.rows");
        assertThat(errors(http.put(monitor(), "{\"window\": {}}"))).containsExactly("window");
        assertThat(errors(http.put(monitor(), "{\"windows\": {}}"))).containsExactly("windows");
        assertThat(errors(http.put(monitor(), "{\"drift\": {\"floor\": -1, \"min_rows\": 5}}")))
                .containsExactly("drift.floor");
        assertThat(errors(http.put(monitor(), "{\"favourable\": [\"perhaps\"]}"))).containsExactly("favourable");
        assertThat(errors(http.put(monitor(), "{\"attributes\": [{\"privileged\": [\"x\"]}]}")))
                .containsExactly("attributes.name");
        assertThat(errors(http.put(monitor(), "{\"window\": {\"duration\": \"soon\"}}")))
                .containsExactly("window.duration");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(http.get("/api/models/nobody/monitor").status()).isEqualTo(404);
        assertThat(http.get(monitor() + "/report?version=9").status()).isEqualTo(404);
        assertThat(http.get(monitor() + "/report?window=x").status()).isEqualTo(404);
    }

    @Test
    void theHistoryNamesItsMetrics() {
        Http.Answer answer = http.get(monitor() + "/history?metric=mood");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("drift_score", "disparate_impact");
    }

    @Test
    void whatCannotBeToldIsLeftOutAndNeverNoNumber() {
        http.put(monitor(), "{\"window\": {\"rows\": 5}}");
        answer(Crowd.asTrained(5));
        JsonNode report = http.get(monitor() + "/report").json();
        assertThat(report.at("/drift/verdict").asString()).isEqualTo("insufficient_data");
        assertThat(report.at("/bias/0").has("value")).isFalse();
        assertThat(Instant.parse(report.at("/window/end").asString())).isAfter(Instant.EPOCH);
        for (String path : List.of(monitor(), monitor() + "/report", monitor() + "/history?metric=drift_score",
                monitor() + "/history?metric=disparate_impact", "/api/models/" + version.model())) {
            Http.Answer answer = http.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("NaN", "Infinity");
        }
    }
}
