package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Archives;
import dev.fairway.testing.Http;
import dev.fairway.testing.Images;
import dev.fairway.testing.ModelUpload;
import dev.fairway.testing.RunningService;
import dev.fairway.training.torchscript.NestedModule;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Networks that learn on: an uploaded one with another head, and one that a train job made. */
@RunningService
class FineTuningIT {

    private final Http http;

    @TempDir
    private Path folder;

    FineTuningIT(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void anUploadedNetworkOfImagesLearnsOtherClasses() {
        String base = "base-" + UUID.randomUUID();
        assertThat(ModelUpload.of("nested.pt", NestedModule.bytes(folder))
                .manifest("""
                        {"image": {"height": 8, "width": 8, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]},
                         "target": {"type": "classes", "name": "colour", "labels": ["a", "b", "c"]}}""")
                .to(http, base)
                .status()).isEqualTo(201);
        Job job = start(colours(), """
                "epochs": 30, "batch_size": 8, "optimizer": {"learning_rate": 0.05}, "checks": {"max_duplicates": 1},
                "architecture": {"type": "torchscript", "model": "%s", "version": 1, "freeze": ["features.*"]}"""
                .formatted(base));
        JsonNode done = job.succeeded();
        assertThat(done.at("/metrics/test/accuracy").asDouble()).as(done.at("/metrics").toString()).isGreaterThan(0.9);
        assertThat(done.at("/spec/architecture/version").asInt()).isEqualTo(1);
        assertThat(said(job.model(), Color.RED)).startsWith("{\"red\"");
        assertThat(said(job.model(), Color.BLUE)).startsWith("{\"blue\"");
    }

    @Test
    void whatDoesNotFitTheNetworkIsRefusedByItsField() {
        String base = "base-" + UUID.randomUUID();
        ModelUpload.of("nested.pt", NestedModule.bytes(folder))
                .manifest("""
                        {"signature": {"inputs": [{"name": "image", "datatype": "FP32", "shape": [-1, 3, 8, 8]}]}}""")
                .to(http, base);
        String torchscript = ", \"architecture\": {\"type\": \"torchscript\", \"model\": \"%s\", \"version\": %s}";
        Http.Answer none = http.post("/api/train-jobs",
                Job.body("m", Debtors.upload(http), torchscript.formatted(base, "9")));
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.json().at("/errors/0/field").asString()).isEqualTo("architecture.version");
        Http.Answer tables = http.post("/api/train-jobs",
                Job.body("m", Debtors.upload(http), torchscript.formatted(base, "1")));
        assertThat(tables.status()).isEqualTo(422);
        assertThat(tables.json().at("/errors/0/message").asString()).contains("does not read");
    }

    @Test
    void aFrozenHeadIsRefusedBeforeAnythingIsLearnt() {
        String dataset = Debtors.upload(http);
        Job first = Job.start(http, dataset, ", \"epochs\": 1");
        first.succeeded();
        JsonNode failed = Job
                .start(http, dataset,
                        ", \"architecture\": {\"type\": \"torchscript\", \"model\": \"%s\",".formatted(first.model())
                                + " \"freeze\": [\"head*\"]}")
                .ended();
        assertThat(failed.at("/failure/code").asString()).isEqualTo("schema_mismatch");
        assertThat(failed.at("/failure/column").asString()).isEqualTo("architecture.freeze");
    }

    @Test
    void aTargetThatTheNetworkReadsIsRefused() {
        String dataset = Debtors.upload(http);
        Job first = Job.start(http, dataset, ", \"epochs\": 1");
        first.succeeded();
        Job leaking = start(dataset, """
                "target": "job", "architecture": {"type": "torchscript", "model": "%s"}""".formatted(first.model()));
        assertThat(leaking.ended().at("/failure/message").asString()).contains("reads the target 'job'");
    }

    @Test
    void aTrainedTableModelLearnsOnWithAFreshHead() {
        String dataset = Debtors.upload(http);
        Job first = Job.start(http, dataset, ", \"epochs\": 2");
        first.succeeded();
        Job tuned = Job.start(http, dataset,
                ", \"epochs\": 3, \"architecture\": {\"type\": \"torchscript\", \"model\": \"%s\","
                        .formatted(first.model()) + " \"freeze\": [\"embedding*\", \"hidden_0*\"]}");
        JsonNode done = tuned.succeeded();
        assertThat(done.at("/metrics/test/auroc").asDouble()).isGreaterThan(0.75);
        JsonNode said = http
                .post("/v1/models/%s:predict".formatted(tuned.model()),
                        "{\"instances\": [{\"age\": 77, \"debt\": 10, \"job\": \"baker\", \"sex\": \"f\"}]}")
                .json();
        assertThat(said.at("/predictions/0/label").asString()).isEqualTo("yes");
    }

    @Test
    void aJobBeginsWithTheWeightsOfAVersion() {
        String dataset = Debtors.upload(http);
        Job first = Job.start(http, dataset, ", \"epochs\": 8");
        double before = first.succeeded().at("/history/0/train_loss").asDouble();
        Job warm = Job.start(http, dataset,
                ", \"epochs\": 1, \"warm_start\": {\"model\": \"%s\", \"version\": 1}".formatted(first.model()));
        assertThat(warm.succeeded().at("/history/0/train_loss").asDouble()).isLessThan(before - 0.01);
    }

    private Job start(String dataset, String more) {
        String model = "m-" + UUID.randomUUID();
        Http.Answer answer = http.post("/api/train-jobs", """
                {"model": "%s", "dataset": {"id": "%s"}, %s}""".formatted(model, dataset, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return new Job(http, answer.json().get("id").asString(), model);
    }

    private String colours() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            boolean red = i % 2 == 0;
            int shade = 100 + 2 * i;
            files.put("%s/%d.png".formatted(red ? "red" : "blue", i),
                    Images.png(8, 8, red ? new Color(shade, i, 10) : new Color(10, i, shade)));
        }
        return http.upload("/api/datasets", "colours-%s.zip".formatted(UUID.randomUUID()), Archives.zip(files))
                .json()
                .get("id")
                .asString();
    }

    private String said(String model, Color color) {
        return http.send(http.request("/predictions/" + model)
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Images.png(20, 20, color)))).body();
    }
}
