package dev.fairway.inference.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@RunningService
@TestPropertySource(properties = "fairway.inference.grace=200ms")
class LoadingIT {

    private final Http http;
    private final Models models;
    private final ServedModel model;

    @Autowired
    LoadingIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.models = models;
        this.model = ServedModel.in(models);
    }

    @Test
    void aMoveToABrokenVersionIsRefusedAndTheOldOneGoesOn() {
        VersionId broken = model.registerBroken();
        assertThatThrownBy(() -> models.point(Models.PRODUCTION, broken)).isInstanceOf(BrokenModel.class);
        assertThat(models.alias(model.name(), Models.PRODUCTION)).map(VersionId::number).isEqualTo(Optional.of(1));
        assertThat(predict("").status()).isEqualTo(200);
        assertThat(http.get("/v1/models/" + model.name() + "/versions/2").body())
                .contains("could not be loaded: model.pt");
        assertThat(http.get("/v2/health/ready").status()).isEqualTo(200);
    }

    @Test
    void theNewVersionAnswersFromTheMoveOnAndTheOldOneIsUnloadedLater() {
        models.point(Models.PRODUCTION, model.register());
        assertThat(predict("").json().get("model_version").asString()).isEqualTo("2");
        await().untilAsserted(() -> assertThat(predict("/versions/1").status()).isEqualTo(503));
        assertThat(http.get("/actuator/prometheus").body()).doesNotContain(
                "fairway_inference_queue_size{device=\"cpu\",model=\"%s\",version=\"1\"".formatted(model.name()));
    }

    @Test
    void theSeriesOfAnUnloadedVersionEnd() {
        assertThat(predict("").status()).isEqualTo(200);
        String monitored = "fairway_monitor_dropped_total{model=\"%s\",version=\"1\"}".formatted(model.name());
        await().untilAsserted(() -> assertThat(http.get("/actuator/prometheus").body()).contains(monitored));
        models.point(Models.PRODUCTION, model.register());
        await().untilAsserted(() -> assertThat(http.get("/actuator/prometheus").body()).doesNotContain(monitored));
    }

    @Test
    void aVersionWithoutAnAliasIsLoadedAndUnloadedByHand() {
        model.register();
        assertThat(predict("/versions/2").status()).isEqualTo(503);
        assertThat(post("load", "").json().get("state").asString()).isEqualTo("ready");
        assertThat(predict("/versions/2").status()).isEqualTo(200);
        assertThat(post("load", "{\"max_batch\": 8, \"workers\": 2, \"devices\": [\"cpu\"]}").status()).isEqualTo(200);
        assertThat(predict("/versions/2").status()).isEqualTo(200);
        assertThat(post("unload", "").json().get("state").asString()).isEqualTo("unloaded");
        assertThat(predict("/versions/2").json().get("error").asString()).contains("is not loaded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"devices | {\"devices\": [\"cuda:0\"]}", "max_batch | {\"max_batch\": 0}",
            "max_queue | {\"max_queue\": -1}", "workers | {\"workers\": 1000}", "threads | {\"threads\": 1}"})
    void limitsThatCannotBeAreRefusedByName(String field, String body) {
        model.register();
        Answer answer = post("load", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void aVersionInProductionIsNotUnloaded() {
        assertThat(http.post("/api/models/" + model.name() + "/versions/1/unload", "").status()).isEqualTo(409);
        assertThat(http.post("/api/models/" + model.name() + "/versions/7/unload", "").status()).isEqualTo(404);
    }

    private Answer post(String verb, String body) {
        return http.post("/api/models/" + model.name() + "/versions/2/" + verb, body);
    }

    private Answer predict(String version) {
        return http.post("/v1/models/" + model.name() + version + ":predict", "{\"instances\": [[51, \"Male\"]]}");
    }
}
