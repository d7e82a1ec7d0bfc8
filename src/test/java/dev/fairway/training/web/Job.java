package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.testing.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A train job as its caller sees it. */
record Job(Http http, String id, String model) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Starts a job for a model of its own. */
    static Job start(Http http, String dataset, String more) {
        String model = "m-" + UUID.randomUUID();
        Http.Answer answer = http.post("/api/train-jobs", body(model, dataset, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return new Job(http, answer.json().get("id").asString(), model);
    }

    /** @param more further fields, each with a comma before it */
    static String body(String model, String dataset, String more) {
        return "{\"model\": \"%s\", \"dataset\": {\"id\": \"%s\"}, \"target\": \"y\"%s}".formatted(model, dataset,
                more);
    }

    String path() {
        return "/api/train-jobs/" + id;
    }

    JsonNode get() {
        return http.get(path()).json();
    }

    JsonNode ended() {
        await().atMost(PATIENCE).until(() -> List.of("succeeded", "failed", "cancelled").contains(state()));
        return get();
    }

    JsonNode succeeded() {
        JsonNode job = ended();
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    /** Waits until so many epochs are done. */
    void awaitEpochs(int epochs) {
        await().atMost(PATIENCE).until(() -> get().get("history").size() >= epochs);
    }

    String state() {
        return get().get("state").asString();
    }

    /** What was said of the job, in order. */
    List<String> messages() {
        return get().get("transitions").valueStream().map(t -> t.get("message").asString()).toList();
    }

    /** SHA-256 of the network that came of it. */
    String network() {
        return http.get("/api/models/%s/versions/1".formatted(model)).json().get("files").get("model.pt").asString();
    }

    /** Everything that a listener is told until the job has ended. */
    String events(@Nullable String after) {
        var request = http.request(path() + "/events").GET();
        return http.send(after == null ? request : request.header("Last-Event-ID", after)).body();
    }

    /** The process that works at the job, which has its folder below the given one. */
    ProcessHandle worker(Path jobs) throws IOException {
        String mark = Files.readString(jobs.resolve(id).resolve("worker.pid"));
        return ProcessHandle.of(Long.parseLong(mark.substring(0, mark.indexOf(' ')))).orElseThrow();
    }
}
