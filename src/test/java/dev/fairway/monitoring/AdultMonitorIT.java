package dev.fairway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.fairway.monitoring.AdultReplay.Said;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RealData;
import dev.fairway.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * The main job on the Adult census data, over HTTP alone: a train job with its defaults, the test file in windows of
 * 1,000 rows, then a window of people who are eight years older.
 */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdultMonitorIT {

    private static final String MONITOR = "/api/models/adult/monitor";
    private static final int WINDOW = 1_000;
    private static final int WINDOWS = 16;

    private final Http http;
    private final AdultReplay replay;
    private String job = "";
    private String dataset = "";
    private JsonNode unchanged;
    private JsonNode newestUnchanged;
    private JsonNode older;
    private List<Said> said = List.of();

    @Autowired
    AdultMonitorIT(@LocalServerPort int port) {
        this.http = new Http(port);
        this.replay = new AdultReplay(http, "adult");
    }

    @BeforeAll
    void trainAndReplay() throws IOException {
        List<Map<String, String>> people = AdultReplay.people(RealData.dataset("adult/adult.test"));
        train();
        ok(http.put(MONITOR, "{\"window\": {\"rows\": %d}}".formatted(WINDOW)));
        replay.ask(people.subList(0, WINDOWS * WINDOW));
        unchanged = ok(http.get(MONITOR + "/history?metric=drift_score"));
        newestUnchanged = ok(http.get(MONITOR + "/report"));
        AdultReplay later = new AdultReplay(http, "adult");
        later.ask(people.subList(0, WINDOW).stream().map(AdultMonitorIT::eightYearsOlder).toList());
        older = ok(http.get(MONITOR + "/report"));
        replay.ask(people.subList(WINDOWS * WINDOW, people.size()));
        said = replay.said();
    }

    private void train() throws IOException {
        String columns = AdultReplay.COLUMNS.stream().map(c -> '"' + c + '"').collect(Collectors.joining(","));
        dataset = ok(
                http.upload("/api/datasets", "adult.data", Files.readAllBytes(RealData.dataset("adult/adult.data")),
                        "spec", "{\"header\": false, \"columns\": [" + columns + "]}"))
                .get("id")
                .asString();
        job = ok(http.post("/api/train-jobs", """
                {"model": "adult", "dataset": {"id": "%s"}, "target": "income", "fairness":
                 {"attributes": [{"name": "sex", "privileged": ["Male"]}], "favourable": [">50K"]}}"""
                .formatted(dataset))).get("id").asString();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .failFast(() -> List.of("failed", "cancelled").contains(state()))
                .until(() -> state().equals("succeeded"));
        await().until(() -> http.get("/v2/models/adult/ready").status() == 200);
    }

    private String state() {
        return ok(http.get("/api/train-jobs/" + job)).get("state").asString();
    }

    @Test
    void theServedModelScoresAsItShould() {
        Map<String, Double> scores = AdultReplay.scores(said);
        assertThat(said).hasSize(16_281);
        assertThat(scores.get("accuracy")).isGreaterThanOrEqualTo(0.850);
        assertThat(scores.get("auroc")).isGreaterThanOrEqualTo(0.905);
    }

    @Test
    void sixteenWindowsOfTheTestRowsRaiseNoDrift() {
        List<JsonNode> points = unchanged.get("points").valueStream().toList();
        assertThat(points.stream().map(point -> point.get("window").asString()).distinct()).hasSize(WINDOWS);
        assertThat(points).hasSize(WINDOWS * AdultReplay.COLUMNS.size());
        assertThat(points).noneMatch(point -> point.get("alarming").asBoolean());
    }

    @Test
    void eightYearsMoreAreSeenInTheFirstWindowAndInNoFeatureThatIsAsItWas() {
        assertThat(older.at("/window/id")).isNotEqualTo(newestUnchanged.at("/window/id"));
        assertThat(older.at("/window/rows").asInt()).isEqualTo(WINDOW);
        assertThat(older.at("/drift/features")
                .valueStream()
                .filter(feature -> feature.get("detected").asBoolean())
                .map(feature -> feature.get("feature").asString())).containsExactly("age");
    }

    @Test
    void theReportComparesWomenWithMen() {
        List<Said> window = said.subList((WINDOWS - 1) * WINDOW, WINDOWS * WINDOW);
        double difference = AdultReplay.richShare(window, "Female") - AdultReplay.richShare(window, "Male");
        JsonNode finding = newestUnchanged.at("/bias/0");
        assertThat(finding.get("attribute").asString()).isEqualTo("sex");
        assertThat(finding.get("group").asString()).isEqualTo("Female");
        assertThat(finding.get("reference_group").asString()).isEqualTo("Male");
        assertThat(finding.get("value").asDouble()).isCloseTo(difference, within(1e-9)).isNegative();
        assertThat(finding.get("low").asDouble()).isLessThan(difference);
        assertThat(finding.get("breached").asBoolean()).isTrue();
    }

    @Test
    void everyNumberIsTold() {
        for (String path : List.of("/api/train-jobs", "/api/train-jobs/" + job,
                "/api/train-jobs/" + job + "/data-report", "/api/models", "/api/models/adult",
                "/api/models/adult/versions/1", "/api/datasets/" + dataset, MONITOR, MONITOR + "/report",
                MONITOR + "/history?metric=disparate_impact")) {
            ok(http.get(path));
            assertThat(http.get(path).body()).as(path).doesNotContain("NaN", "Infinity");
        }
    }

    private static Map<String, String> eightYearsOlder(Map<String, String> person) {
        Map<String, String> older = new HashMap<>(person);
        older.compute("age", (_, age) -> String.valueOf(Integer.parseInt(String.valueOf(age)) + 8));
        return older;
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        return answer.json();
    }
}
