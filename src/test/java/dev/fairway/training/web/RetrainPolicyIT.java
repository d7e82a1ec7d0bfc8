package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class RetrainPolicyIT {

    private final Http http;

    @Autowired
    RetrainPolicyIT(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @Test
    void dataThatGrowMakeTheModelLearnAgain() {
        String csv = Debtors.csv(800);
        String dataset = upload(csv, "false").get("id").asString();
        Job job = Job.start(http, dataset, ", \"epochs\": 2");
        job.succeeded();
        String path = "/api/models/%s/retrain-policy".formatted(job.model());
        assertThat(http.get(path).status()).isEqualTo(404);
        Answer put = http.put(path, """
                {"triggers": [{"on": "data", "min_rows": 200}, {"on": "schedule", "cron": "0 0 3 1 1 *"}],
                 "job": {"epochs": 1, "warm_start": "production"}}""");
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.json().at("/status/next_at").asString()).endsWith("-01-01T03:00:00Z");
        upload(csv, "true");
        await().atMost(Duration.ofMinutes(1)).until(() -> !firings(path).isEmpty());
        JsonNode firing = firings(path).get(0);
        assertThat(firing.get("outcome").asString()).isEqualTo("started");
        assertThat(firing.get("message").asString()).isEqualTo("data set grown has version 2 with 800 more rows");
        JsonNode again = new Job(http, firing.get("job").asString(), job.model()).succeeded();
        assertThat(again.get("version").asInt()).isEqualTo(2);
        assertThat(again.get("warm_start").get("number").asInt()).isEqualTo(1);
        assertThat(http.delete(path).status()).isEqualTo(204);
    }

    @Test
    void aPolicyForAJobThatCannotBeIsRefused() {
        assertThat(http.put("/api/models/nobody/retrain-policy", "{\"triggers\": [{\"on\": \"data\"}]}").status())
                .isEqualTo(409);
        Answer answer = http.put("/api/models/nobody/retrain-policy", """
                {"triggers": [{"on": "data"}], "job": {"dataset": {"name": "none"}, "target": "y"}}""");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("job.dataset.name");
    }

    private JsonNode firings(String path) {
        return http.get(path).json().at("/status/firings");
    }

    private JsonNode upload(String csv, String append) {
        Answer answer = http.upload("/api/datasets", "grown.csv", csv.getBytes(StandardCharsets.UTF_8), "name", "grown",
                "append", append);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer.json();
    }
}
