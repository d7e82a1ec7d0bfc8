package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A model that makes rows, from the table that it learns from to a table that is learnt from in its turn. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyntheticRowsIT {

    private final Http http;
    private JsonNode job;

    SyntheticRowsIT(@LocalServerPort int port) {
        http = new Http(port);
        job = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }

    @BeforeAll
    void train() {
        Http.Answer answer = http.post("/api/train-jobs", """
                {"model": "people", "dataset": {"id": "%s"}, "epochs": 60, "architecture": {"type": "gan"},
                 "optimizer": {"learning_rate": 0.001}, "gate": {"min": {"js_distance": 0.5}}}"""
                .formatted(Debtors.upload(http)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        job = new Job(http, answer.json().get("id").asString(), "people").succeeded();
    }

    @Test
    void theJobTellsHowLikeTheRowsAreToRealOnes() {
        JsonNode test = job.at("/metrics/test");
        assertThat(test.get("js_distance").asDouble()).as(test.toString()).isLessThan(0.25);
        assertThat(test.get("detection_auroc").asDouble()).isBetween(0.4, 0.95);
        assertThat(test.get("closer_share").asDouble()).isLessThan(0.1);
        assertThat(job.at("/gate/decision").asString()).isEqualTo("promoted");
    }

    @Test
    void rowsAreMadeInTheUnitsAndWordsOfTheTable() {
        JsonNode made = generate("{\"rows\": 200, \"seed\": 7}");
        assertThat(made.get("rows")).hasSize(200).allSatisfy(row -> {
            assertThat(row.get("age").asDouble()).isBetween(18.0, 78.0);
            assertThat(row.get("debt").isIntegralNumber()).isTrue();
            assertThat(row.get("job").asString("none")).isIn("smith", "baker", "none");
            assertThat(row.get("y").asString("no")).isIn("yes", "no");
        });
        assertThat(made.at("/privacy/note").asString()).contains("no protection of privacy");
        assertThat(generate("{\"rows\": 200, \"seed\": 7}").get("rows")).isEqualTo(made.get("rows"));
    }

    @Test
    void madeRowsAreATableToLearnFrom() {
        Http.Answer csv = http.post("/api/models/people:generate",
                "{\"rows\": 1500, \"seed\": 1, \"format\": \"csv\"}");
        assertThat(csv.header("X-Privacy-Note")).contains("nearer to a training row");
        String dataset = http.upload("/api/datasets", "made.csv", csv.body().getBytes(StandardCharsets.UTF_8))
                .json()
                .get("id")
                .asString();
        JsonNode learnt = Job.start(http, dataset, ", \"epochs\": 3, \"checks\": {\"max_duplicates\": 1}").succeeded();
        assertThat(learnt.at("/metrics/test/auroc").asDouble()).isGreaterThan(0.6);
    }

    @Test
    void whatIsToldOfEveryModelIsToldOfThisOneToo() {
        for (String path : List.of("/api/models/people/versions/1/card", "/api/models/people/versions/1",
                "/v2/models/people", "/api/train-jobs/" + job.get("id").asString() + "/plots/loss.png")) {
            assertThat(http.get(path).status()).as(path + http.get(path).body()).isEqualTo(200);
        }
    }

    @Test
    void whatIsWrongIsNamed() {
        Http.Answer answer = http.post("/api/models/people:generate",
                "{\"rows\": 0, \"prompt\": \"a\", \"format\": \"xml\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").valueStream().map(e -> e.get("field").asString()))
                .containsExactlyInAnyOrder("rows", "prompt", "format");
    }

    private JsonNode generate(String body) {
        Http.Answer answer = http.post("/api/models/people:generate", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
