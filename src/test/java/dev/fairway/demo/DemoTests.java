package dev.fairway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoTests {

    private static final String PREDICT = "POST /v1/models/credit:predict";

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final Narrator narrator = new Narrator(new PrintStream(console, true, StandardCharsets.UTF_8));
    private final FakeService service;

    DemoTests() throws IOException {
        service = new FakeService();
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Test
    void aModelIsTrainedWithGenderAsProtectedAttribute() throws Exception {
        trainable();
        train(settings(false, null));
        assertThat(service.calls("POST /api/datasets").getFirst().body()).contains(Applicant.csvHeader())
                .contains("filename=\"credit.csv\"");
        JsonNode job = new JsonMapper().readTree(service.calls("POST /api/train-jobs").getFirst().body());
        assertThat(job.at("/dataset/id").asString()).isEqualTo("d1");
        assertThat(job.at("/fairness/attributes/0/name").asString()).isEqualTo("gender");
        assertThat(job.at("/fairness/favourable/0").asString()).isEqualTo("approved");
    }

    @Test
    void theConsoleFollowsTheTraining() throws Exception {
        trainable();
        train(settings(false, null));
        assertThat(said()).contains("train job: training", "epoch 1: training loss 0.5000", "train job: succeeded",
                "accuracy 0.780, AUROC 0.830", "is in production and answers");
    }

    @Test
    void aModelInProductionIsNotTrainedAgain() throws Exception {
        trainable().on("GET /api/models/credit", 200, "{\"aliases\": {\"production\": 1}}");
        train(settings(false, null));
        assertThat(service.calls("POST /api/train-jobs")).isEmpty();
    }

    @Test
    void aModelInProductionIsTrainedAgainWhenAskedFor() throws Exception {
        trainable().on("GET /api/models/credit", 200, "{\"aliases\": {\"production\": 1}}");
        train(settings(true, null));
        assertThat(service.calls("POST /api/train-jobs")).hasSize(1);
    }

    @Test
    void aFailedTrainingEndsTheDemoWithItsReason() {
        service.on("POST /api/datasets", 201, "{\"id\": \"d1\"}")
                .on("POST /api/train-jobs", 202, "{\"id\": \"j1\"}")
                .on("GET /api/train-jobs/j1", 200, "{\"state\": \"failed\", \"failure\": {\"code\": \"diverged\"}}");
        assertThatThrownBy(() -> train(settings(false, null))).isInstanceOf(Caller.Refused.class)
                .hasMessageContaining("diverged");
    }

    @Test
    void aRefusedUploadIsToldWithTheAnswer() {
        service.on("POST /api/datasets", 422, "{\"detail\": \"too few rows\"}");
        assertThatThrownBy(() -> train(settings(false, null))).isInstanceOf(Caller.Refused.class)
                .hasMessageContaining("422")
                .hasMessageContaining("too few rows");
    }

    @Test
    void theKeyGoesWithEveryCall() throws Exception {
        trainable();
        train(settings(false, "k-17"));
        assertThat(service.calls("POST /api/datasets").getFirst().key()).isEqualTo("k-17");
        assertThat(service.calls("GET /v2/models/credit/ready").getFirst().key()).isEqualTo("k-17");
    }

    @Test
    void trafficIsCleanAtFirstAndOlderLater() throws Exception {
        service.on(PREDICT, 200, "{\"predictions\": []}");
        Thread replay = replay(settings(false, null));
        await().atMost(Duration.ofSeconds(10)).until(() -> said().contains("age +9 years, income x0.70"));
        int clean = service.calls(PREDICT).size();
        await().atMost(Duration.ofSeconds(10)).until(() -> service.calls(PREDICT).size() >= clean + 20);
        stop(replay);
        assertThat(meanAge(0, clean)).isBetween(38.0, 44.0);
        assertThat(meanAge(clean + 1, clean + 20)).isBetween(47.0, 53.0);
    }

    @Test
    void theMonitorsFindingsAreToldOncePerWindow() throws Exception {
        service.on(PREDICT, 200, "{}").on("GET /api/models/credit/monitor/report", 200, """
                {"window": {"end": "2026-01-01T00:00:15Z", "rows": 900},
                 "drift": {"features": [{"feature": "age", "statistic": "psi", "score": 0.5, "detected": true},
                                        {"feature": "region", "statistic": "psi", "score": 0.0, "detected": false}]},
                 "bias": [{"attribute": "gender", "group": "female", "metric": "statistical_parity_difference",
                           "value": -0.3, "low": -0.36, "high": -0.24, "breached": true}]}
                """);
        Thread replay = replay(settings(false, null));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> service.calls("GET /api/models/credit/monitor/report").size() >= 3);
        stop(replay);
        assertThat(said()).containsOnlyOnce("drift of age (psi 0.50); bias against gender=female "
                + "statistical_parity_difference -0.30 [-0.36, -0.24]");
    }

    @Test
    void aRefusedPredictionIsToldAndTrafficGoesOn() throws Exception {
        service.on(PREDICT, 429, "{\"error\": \"the queue is full\"}").on(PREDICT, 200, "{}");
        Thread replay = replay(settings(false, null));
        await().atMost(Duration.ofSeconds(10)).until(() -> service.calls(PREDICT).size() >= 3);
        stop(replay);
        assertThat(said()).contains("answered 429").contains("the queue is full");
    }

    @Test
    void stoppingTheServiceStopsTheDemo() {
        trainable().on("GET /actuator/health/readiness", 200, "{}").on(PREDICT, 200, "{}");
        String port = service.base().substring(service.base().lastIndexOf(':') + 1);
        Demo demo = new Demo(settings(false, null),
                new MockEnvironment().withProperty("local.server.port", port).withProperty("fairway.home", "./data"));
        demo.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> !service.calls(PREDICT).isEmpty());
        demo.stop();
        assertThat(demo.isRunning()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(t -> t.getName().equals("demo"));
    }

    @Test
    void theInvitationNamesTheModelTheAddressAndTheKey() {
        assertThat(Invitation.to("http://127.0.0.1:9", settings(false, "k-17")))
                .contains("curl -s -H 'X-API-Key: k-17' http://127.0.0.1:9/v1/models/credit:predict")
                .contains("/actuator/prometheus");
    }

    private FakeService trainable() {
        return service.on("POST /api/datasets", 201, "{\"id\": \"d1\", \"rows\": 1000, \"columns\": []}")
                .on("POST /api/train-jobs", 202, "{\"id\": \"j1\"}")
                .on("GET /api/train-jobs/j1", 200, "{\"state\": \"queued\", \"history\": []}")
                .on("GET /api/train-jobs/j1", 200,
                        "{\"state\": \"training\", \"history\": [{\"epoch\": 1, \"train_loss\": 0.5}]}")
                .on("GET /api/train-jobs/j1", 200, """
                        {"state": "succeeded", "version": 1, "history": [{"epoch": 1, "train_loss": 0.5}],
                         "metrics": {"test": {"accuracy": 0.78, "auroc": 0.83}}}
                        """)
                .on("GET /v2/models/credit/ready", 200, "{}");
    }

    private void train(DemoProperties settings) throws IOException, InterruptedException {
        new TrainModel(new Caller(service.base(), settings.key()), narrator, settings).run();
    }

    private Thread replay(DemoProperties settings) {
        var traffic = new ReplayTraffic(new Caller(service.base(), null), narrator, settings);
        return Thread.ofPlatform().start(() -> {
            try {
                traffic.run();
            } catch (InterruptedException e) {
                narrator.tell("stopped");
            } catch (IOException e) {
                narrator.tell("failed %s".formatted(e));
            }
        });
    }

    private void stop(Thread replay) throws InterruptedException {
        replay.interrupt();
        replay.join(Duration.ofSeconds(5));
        assertThat(said()).contains("stopped");
    }

    private double meanAge(int from, int to) {
        return service.calls(PREDICT)
                .subList(from, to)
                .stream()
                .flatMap(c -> new JsonMapper().readTree(c.body()).path("instances").valueStream())
                .mapToInt(i -> i.path("age").asInt())
                .average()
                .orElseThrow();
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private static DemoProperties settings(boolean retrain, @Nullable String key) {
        return new DemoProperties("credit", 1000, 3, 1.4, 1, 50, 10, Duration.ofMillis(600), retrain, key);
    }
}
