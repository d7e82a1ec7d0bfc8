package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Archives;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.Images;
import dev.fairway.testing.RealData;
import dev.fairway.testing.RunningService;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The quality report as callers get it, before anything is learnt. */
@RunningService
class DataQualityIT {

    private final Http http;

    @Autowired
    DataQualityIT(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @Test
    void aLeakEndsTheJobBeforeAWorkerIsStarted() {
        String copied = Debtors.csv(1_000)
                .replaceAll("(?m),(yes|no)$", ",$1,$1")
                .replaceFirst(",y,y|,y\n", ",y,copy\n");
        Job job = Job.start(http, upload("leak.csv", copied.getBytes(StandardCharsets.UTF_8)), "");
        JsonNode done = job.ended();
        assertThat(done.get("state").asString()).isEqualTo("failed");
        assertThat(done.get("attempts").asInt()).isZero();
        assertThat(done.get("failure").get("code").asString()).isEqualTo("data_check_failed");
        assertThat(done.get("failure").get("stage").asString()).isEqualTo("validating");
        assertThat(done.get("failure").get("column").asString()).isEqualTo("copy");
        JsonNode report = http.get(job.path() + "/quality").json();
        assertThat(report).isEqualTo(http.get(job.path() + "/data-report").json());
        assertThat(report.get("passed").asBoolean()).isFalse();
        assertThat(report.get("checks").get(0).propertyNames()).containsExactlyInAnyOrder("name", "severity", "column",
                "observed", "threshold", "message");
    }

    @Test
    void aLimitOfOnesOwnStopsAJob() {
        String dataset = Debtors.upload(http);
        assertThat(dryRun(dataset, "").get("passed").asBoolean()).isTrue();
        JsonNode report = dryRun(dataset,
                ", \"checks\": {\"max_missing\": {\"limit\": 0.01, \"severity\": \"error\"}}");
        assertThat(report.get("passed").asBoolean()).isFalse();
        assertThat(finding(report, "missing").get("threshold").asDouble()).isEqualTo(0.01);
    }

    @Test
    void anUnknownCheckIsRefusedByItsName() {
        Answer answer = http.post("/api/train-jobs?dry_run=true",
                Job.body("m", Debtors.upload(http), ", \"checks\": {\"max_typos\": 1}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("checks.max_typos");
        assertThat(answer.json().get("errors").get(0).get("message").asString()).contains("max_label_noise");
    }

    @Test
    void aNewerDataSetIsComparedWith() {
        String older = Debtors.upload(http);
        String lines = Debtors.csv(2_000).replaceAll(",baker,", ",miller,");
        String newer = upload("newer.csv", lines.getBytes(StandardCharsets.UTF_8));
        JsonNode drift = finding(dryRun(older, ", \"checks\": {\"compare_with\": \"%s\"}".formatted(newer)), "drift");
        assertThat(drift.get("column").asString()).isEqualTo("job");
        assertThat(drift.get("severity").asString()).isEqualTo("warning");
        assertThat(drift.get("observed").asDouble()).isGreaterThan(1);
    }

    @Test
    void imagesAreInspectedToo() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            boolean twice = i >= 50;
            files.put("%s/%d.png".formatted(i % 2 == 0 ? "dark" : "light", i),
                    Images.png(8, 8, new Color(twice ? 7 : i * 4, i % 2 == 0 ? 10 : 200, twice ? 7 : 255 - i * 4)));
        }
        String dataset = upload("shades.zip", Archives.zip(files));
        JsonNode report = http
                .post("/api/train-jobs?dry_run=true",
                        "{\"model\": \"m\", \"dataset\": {\"id\": \"%s\"}}".formatted(dataset))
                .json();
        assertThat(finding(report, "duplicates").get("observed").asDouble()).isEqualTo(8 / 60.0);
        assertThat(finding(report, "rows").get("message").asString()).contains("60 images");
    }

    @Test
    void tenThousandImagesOfClothesAreSound() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("images-idx3-ubyte.gz", "labels-idx1-ubyte.gz")) {
            files.put("train-" + name, Files.readAllBytes(RealData.dataset("fashion-mnist/t10k-" + name)));
        }
        Answer dataset = http.upload("/api/datasets", files);
        assertThat(dataset.status()).as(dataset.body()).isBetween(200, 201);
        JsonNode report = http
                .post("/api/train-jobs?dry_run=true",
                        "{\"model\": \"m\", \"dataset\": {\"id\": \"%s\"}}"
                                .formatted(dataset.json().get("id").asString()))
                .json();
        assertThat(report.get("checks").valueStream().map(c -> c.get("severity").asString())).as(report.toString())
                .containsOnly("info");
    }

    private String upload(String name, byte[] bytes) {
        Answer answer = http.upload("/api/datasets", name, bytes);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer.json().get("id").asString();
    }

    private JsonNode dryRun(String dataset, String more) {
        Answer answer = http.post("/api/train-jobs?dry_run=true", Job.body("m", dataset, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode finding(JsonNode report, String name) {
        return report.get("checks")
                .valueStream()
                .filter(c -> c.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + report));
    }
}
