package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class TrainJobIT {

    private static final String SHORT = ", \"epochs\": 2";
    /** Long enough to do something to it in the middle. */
    private static final String LONG = ", \"epochs\": 15, \"batch_size\": 8, \"early_stopping\": {\"patience\": 1000}";
    /** Some seconds each, in which a worker hears nothing. */
    private static final String LONG_STEPS = """
            , "epochs": 100, "batch_size": 3000, "architecture": {"type": "mlp", "hidden": [3000, 3000]}""";
    private static final String ENDLESS = ", \"epochs\": 10000, \"early_stopping\": {\"patience\": 10000}";

    private final Http http;
    private final String dataset;
    private final Path jobs;

    @Autowired
    TrainJobIT(@LocalServerPort int port, @Value("${fairway.training.directory}") Path jobs) {
        this.http = new Http(port);
        this.dataset = Debtors.upload(http);
        this.jobs = jobs;
    }

    @Test
    void threeFieldsMakeAModelInProduction() {
        Job job = Job.start(http, dataset, "");
        JsonNode done = job.succeeded();
        assertThat(done.get("version").asInt()).isEqualTo(1);
        assertThat(done.get("gate").get("decision").asString()).isEqualTo("promoted");
        assertThat(done.get("metrics").propertyNames()).containsExactlyInAnyOrder("train", "validation", "test");
        assertThat(done.get("metrics").get("test").propertyNames()).contains("accuracy", "auroc", "f1", "log_loss",
                "ece");
        assertThat(done.get("metrics").get("test").get("auroc").asDouble()).isGreaterThan(0.8);
        assertThat(http.get("/api/models/" + job.model()).json().get("aliases").get("production").asInt()).isEqualTo(1);
    }

    @Test
    void aJobTellsWhatItWentThrough() {
        JsonNode done = Job.start(http, dataset, SHORT).succeeded();
        assertThat(words(done.get("transitions"), "state")).containsExactly("queued", "validating", "preparing",
                "training", "evaluating", "succeeded");
        assertThat(done.get("stop_reason").asString()).isEqualTo("max_epochs");
        assertThat(done.get("progress").propertyNames()).containsExactlyInAnyOrder("epoch", "epochs", "step", "steps",
                "fraction", "eta");
        assertThat(done.get("progress").get("fraction").asDouble()).isEqualTo(1);
        assertThat(done.get("history")).hasSize(2)
                .allSatisfy(epoch -> assertThat(epoch.propertyNames()).contains("epoch", "train_loss",
                        "validation_loss", "validation_accuracy", "learning_rate", "seconds"));
        assertThat(done.get("best").propertyNames()).containsExactlyInAnyOrder("epoch", "metrics");
        assertThat(done.get("device").asString()).isEqualTo("cpu");
        JsonNode reproducibility = done.get("reproducibility");
        assertThat(reproducibility.propertyNames()).containsExactlyInAnyOrder("seed", "threads", "engine",
                "dataset_sha256");
        assertThat(reproducibility.get("dataset_sha256").asString())
                .isEqualTo(http.get("/api/datasets/" + dataset).json().get("sha256").asString());
    }

    @Test
    void aKilledWorkerIsReplacedAndTheResultIsTheSame() throws IOException {
        Job undisturbed = Job.start(http, dataset, LONG);
        undisturbed.succeeded();
        Job job = Job.start(http, dataset, LONG);
        job.awaitEpochs(3);
        job.worker(jobs).destroyForcibly();
        JsonNode done = job.succeeded();
        assertThat(job.messages()).anyMatch(m -> m.matches("worker_crashed: .*SIGKILL.* continues from epoch \\d+"))
                .anyMatch(m -> m.matches("goes on after epoch \\d+"));
        assertThat(done.get("attempts").asInt()).isEqualTo(2);
        assertThat(done.get("history")).hasSize(15);
        assertThat(job.events(null)).contains("worker_crashed");
        assertThat(job.network()).isEqualTo(undisturbed.network());
    }

    @Test
    void aJobIsCancelledWithinASecondInTheMiddleOfALongStepAndOnlyOnce() {
        Job job = Job.start(http, dataset, LONG_STEPS);
        await().atMost(Duration.ofMinutes(1)).until(() -> job.state().equals("training"));
        Instant asked = Instant.now();
        assertThat(http.post(job.path() + "/cancel", "").status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10)).until(() -> job.state().equals("cancelled"));
        JsonNode ended = job.get().get("transitions").valueStream().toList().getLast();
        assertThat(Duration.between(asked, Instant.parse(ended.get("at").asString())))
                .isLessThan(Duration.ofSeconds(1));
        assertThat(job.get().get("stop_reason").asString()).isEqualTo("cancelled");
        Answer again = http.post(job.path() + "/cancel", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("detail").asString()).contains("cancelled");
    }

    @Test
    void aPausedJobEndsWithTheResultOfOneThatWasNot() {
        Job undisturbed = Job.start(http, dataset, LONG);
        undisturbed.succeeded();
        Job job = Job.start(http, dataset, LONG);
        job.awaitEpochs(3);
        assertThat(http.post(job.path() + "/pause", "").status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10)).until(() -> job.state().equals("paused"));
        assertThat(http.post(job.path() + "/resume", "").status()).isEqualTo(202);
        assertThat(job.succeeded().get("history")).hasSize(15);
        assertThat(job.messages()).contains("paused", "resumed");
        assertThat(job.network()).isEqualTo(undisturbed.network());
    }

    @Test
    void aJobThatIsOutOfTimeMakesAVersionOfItsBestEpoch() {
        JsonNode done = Job.start(http, dataset, ENDLESS + ", \"timeout\": \"PT2S\"").succeeded();
        assertThat(done.get("stop_reason").asString()).isEqualTo("max_runtime");
        assertThat(done.get("version").asInt()).isEqualTo(1);
        assertThat(done.get("best").get("epoch").asInt()).isPositive();
    }

    @Test
    void aSearchTellsItsCountsAsTheyChange() {
        Job job = Job.start(http, dataset, """
                , "epochs": 4, "search": {"method": "asha", "trials": 4, "reduction_factor": 2, "timeout": "PT5M",
                  "space": {"optimizer.learning_rate": {"log_uniform": [0.0001, 0.1]}}}""");
        String events = job.events(null);
        assertThat(events.lines().filter("event:search"::equals)).hasSizeGreaterThan(2);
        JsonNode last = job.succeeded().get("search");
        assertThat(last.get("pruned").asInt()).isPositive();
        assertThat(last.get("epochs").asInt()).isLessThan(last.get("full_epochs").asInt());
        JsonNode trials = http.get(job.path() + "/trials").json().get("items");
        assertThat(trials.valueStream().filter(t -> t.path("stop_reason").asString("").equals("pruned")))
                .hasSize(last.get("pruned").asInt());
    }

    @Test
    void aNetworkInWholeNumbersIsServedNearlyAsItWasLearnt() {
        Job job = Job.start(http, dataset, SHORT + ", \"export\": {\"precision\": \"int8\"}");
        job.succeeded();
        JsonNode export = http.get("/api/models/%s/versions/1".formatted(job.model())).json().at("/evaluation/export");
        assertThat(export.get("size_after").asLong()).isLessThan(export.get("size_before").asLong());
        assertThat(export.at("/after/accuracy").asDouble()).isCloseTo(export.at("/before/accuracy").asDouble(),
                within(0.02));
        Answer said = http.post("/v1/models/%s:predict".formatted(job.model()), """
                {"instances": [{"age": 60, "debt": 10, "job": "smith", "sex": "f"}]}""");
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        assertThat(said.json().at("/predictions/0/score").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void eventsAreReplayedFromWhereAListenerLostThem() {
        Job job = Job.start(http, dataset, SHORT);
        job.succeeded();
        String all = job.events(null);
        assertThat(all).contains("event:state", "event:epoch", "event:progress");
        String[] ids = all.lines().filter(l -> l.startsWith("id:")).map(l -> l.substring(3)).toArray(String[]::new);
        String rest = job.events(ids[2]);
        assertThat(rest).doesNotContain("id:" + ids[0] + "\n", "id:" + ids[1] + "\n").contains("id:" + ids[3]);
        assertThat(http.send(http.request(job.path() + "/events").header("Last-Event-ID", "x").GET()).status())
                .isEqualTo(400);
    }

    @Test
    void aDryRunAnswersWithTheDataReportAndStartsNothing() {
        String model = "m-" + UUID.randomUUID();
        Answer answer = http.post("/api/train-jobs?dry_run=true", Job.body(model, dataset, ""));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("passed").asBoolean()).isTrue();
        assertThat(answer.json().get("checks")).isNotEmpty();
        assertThat(http.get("/api/train-jobs?model=" + model).json().get("items")).isEmpty();
    }

    @Test
    void aRepeatedIdempotencyKeyGivesTheSameJobAndAnotherBodyAConflict() {
        String key = UUID.randomUUID().toString();
        String body = Job.body("m-" + key, dataset, SHORT);
        Answer first = http.post("/api/train-jobs", body, "Idempotency-Key", key);
        Answer second = http.post("/api/train-jobs", body, "Idempotency-Key", key);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"))
                .isEqualTo("/api/train-jobs/" + first.json().get("id").asString());
        assertThat(http.post("/api/train-jobs", Job.body("other", dataset, SHORT), "Idempotency-Key", key).status())
                .isEqualTo(409);
    }

    @Test
    void whatAJobLeavesBehindCanBeRead() {
        Job job = Job.start(http, dataset, SHORT);
        job.succeeded();
        assertThat(http.get(job.path() + "/data-report").json().get("passed").asBoolean()).isTrue();
        assertThat(http.get(job.path() + "/logs").status()).isEqualTo(200);
        JsonNode checkpoints = http.get(job.path() + "/checkpoints").json().get("items");
        assertThat(checkpoints.valueStream().map(c -> c.get("epoch").asInt())).containsExactly(1, 2);
        assertThat(checkpoints).allSatisfy(c -> {
            assertThat(c.get("size").asLong()).isPositive();
            assertThat(c.get("created_at").asString()).endsWith("Z");
        });
    }

    @Test
    void aVersionHasACardForProgramsAndForPeople() {
        Job job = Job.start(http, dataset, """
                , "epochs": 4, "card": {"intended_use": "advice to clerks", "limits": ["made-up people"]},
                "fairness": {"attributes": [{"name": "sex", "privileged": ["m"]}], "favourable": ["yes"]}""");
        String path = job.succeeded().get("card").asString();
        JsonNode card = http.get(path).json();
        assertThat(card.at("/intended/intended_use").asString()).isEqualTo("advice to clerks");
        assertThat(card.at("/data/name").asString()).isEqualTo("debtors");
        assertThat(card.at("/data/parts/test").asInt()).isEqualTo(600);
        assertThat(card.at("/network/parameters").asInt()).isPositive();
        assertThat(card.at("/quality/metrics/0/interval/low").asDouble())
                .isLessThan(card.at("/quality/metrics/0/value").asDouble());
        assertThat(card.at("/quality/groups")).hasSize(2);
        assertThat(card.at("/quality/calibration/temperature").asDouble()).isPositive();
        assertThat(card.at("/judged/gate/decision").asString()).isEqualTo("promoted");
        assertThat(card.at("/usage/cpu_seconds").asDouble()).isPositive();
        assertThat(card.at("/usage/energy/kilowatt_hours").asDouble()).isPositive();
        assertThat(card.at("/lineage/source/id").asString()).isEqualTo(job.id());
        Answer text = http.send(http.request(path).header("Accept", "text/markdown").GET());
        assertThat(text.header("Content-Type")).startsWith("text/markdown");
        assertThat(text.body()).contains("# " + job.model(), "advice to clerks", "made-up people", "| auroc |");
    }

    @Test
    void aCardOfNothingIsNotFound() {
        assertThat(http.get("/api/models/nobody/versions/1/card").status()).isEqualTo(404);
    }

    @Test
    void whatIsAskedOfAnUnknownJobIsNotFound() {
        for (String what : List.of("", "/events", "/data-report", "/logs", "/checkpoints")) {
            assertThat(http.get("/api/train-jobs/none" + what).status()).as(what).isEqualTo(404);
        }
        assertThat(http.post("/api/train-jobs/none/cancel", "").status()).isEqualTo(404);
    }

    @Test
    void prometheusSeesTheJobsAndTheirProgress() {
        Job job = Job.start(http, dataset, ENDLESS);
        job.awaitEpochs(1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> metrics().contains("fairway_train_job_progress{model=\"%s\"}".formatted(job.model())));
        http.post(job.path() + "/cancel", "");
        job.ended();
        assertThat(metrics()).contains("fairway_train_jobs{state=\"cancelled\"}",
                "fairway_train_job_seconds_count{model=\"%s\"} 1".formatted(job.model()));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !metrics().contains("fairway_train_job_progress{model=\"%s\"}".formatted(job.model())));
    }

    private String metrics() {
        return http.get("/actuator/prometheus").body();
    }

    private static List<String> words(JsonNode items, String field) {
        return items.valueStream().map(item -> item.get(field).asString()).toList();
    }
}
