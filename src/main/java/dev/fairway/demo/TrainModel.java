package dev.fairway.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Uploads the lender's past decisions, has a model trained on them and waits until it answers. */
final class TrainModel {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Caller service;
    private final Narrator narrator;
    private final DemoProperties demo;

    TrainModel(Caller service, Narrator narrator, DemoProperties demo) {
        this.service = service;
        this.narrator = narrator;
        this.demo = demo;
    }

    void run() throws IOException, InterruptedException {
        if (!demo.retrain() && service.get("/api/models/" + demo.model()).body().at("/aliases/production").isNumber()) {
            narrator.tell("model %s is in production already: no new training".formatted(demo.model()));
        } else {
            String dataset = upload();
            follow(start(dataset));
        }
        awaitReady();
    }

    private String upload() throws IOException, InterruptedException {
        List<Applicant> past = new CreditData(0, demo.bias()).draw(demo.rows(), demo.seed());
        String csv = Stream.concat(Stream.of(Applicant.csvHeader()), past.stream().map(Applicant::csv))
                .collect(Collectors.joining("\n", "", "\n"));
        narrator.tell("uploading %,d past decisions of a lender that took %.1f off every woman's score"
                .formatted(demo.rows(), demo.bias()));
        JsonNode dataset = service.upload("/api/datasets", demo.model(), csv).granted("the upload");
        String id = dataset.path("id").asString();
        narrator.tell("data set %s: %d rows, %d columns".formatted(id, dataset.path("rows").asLong(),
                dataset.path("columns").size()));
        return id;
    }

    private String start(String dataset) throws IOException, InterruptedException {
        var job = Map.of("model", demo.model(), "dataset", Map.of("id", dataset), "target", "outcome", "fairness",
                Map.of("attributes", List.of(Map.of("name", "gender", "privileged", List.of("male"))), "favourable",
                        List.of(Applicant.APPROVED)),
                "epochs", 8, "on_success", "production");
        String id = service.post("/api/train-jobs", job).granted("the train job").path("id").asString();
        narrator.tell("train job %s: gender is the protected attribute, %s the favourable outcome".formatted(id,
                Applicant.APPROVED));
        return id;
    }

    private void follow(String job) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String state = "";
        int epochs = 0;
        while (Instant.now().isBefore(end)) {
            JsonNode now = service.get("/api/train-jobs/" + job).granted("asking for the train job");
            String entered = now.path("state").asString();
            epochs = tellEpochs(now.path("history"), epochs);
            if (!entered.equals(state))
                narrator.tell("train job: %s".formatted(entered));
            state = entered;
            if (ended(now))
                return;
            Thread.sleep(POLL);
        }
        throw new Caller.Refused("the train job did not end within %s".formatted(PATIENCE));
    }

    private int tellEpochs(JsonNode history, int told) {
        for (int i = told; i < history.size(); i++) {
            JsonNode epoch = history.get(i);
            narrator.tell("  epoch %d: training loss %.4f, validation loss %.4f, validation accuracy %.3f".formatted(
                    epoch.path("epoch").asInt(), epoch.path("train_loss").asDouble(),
                    epoch.path("validation_loss").asDouble(), epoch.path("validation_accuracy").asDouble()));
        }
        return Math.max(told, history.size());
    }

    private boolean ended(JsonNode job) {
        return switch (job.path("state").asString()) {
            case "succeeded" -> {
                JsonNode test = job.at("/metrics/test");
                narrator.tell("version %s on rows it has not seen: accuracy %.3f, AUROC %.3f".formatted(
                        job.path("version").asString(), test.path("accuracy").asDouble(),
                        test.path("auroc").asDouble()));
                yield true;
            }
            case "failed", "cancelled" -> throw new Caller.Refused("the train job ended: " + job.path("failure"));
            default -> false;
        };
    }

    private void awaitReady() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!service.get("/v2/models/%s/ready".formatted(demo.model())).granted()) {
            if (Instant.now().isAfter(end)) {
                throw new Caller.Refused("model %s did not get ready within %s".formatted(demo.model(), PATIENCE));
            }
            Thread.sleep(POLL);
        }
        narrator.tell("model %s is in production and answers".formatted(demo.model()));
    }
}
