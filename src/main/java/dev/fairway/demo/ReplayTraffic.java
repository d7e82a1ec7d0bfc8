package dev.fairway.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Asks for predictions at a steady rate until interrupted: at first about people like those in the training data, later
 * about older ones with lower incomes. After each window it tells what the monitor found.
 */
final class ReplayTraffic {

    private final Caller service;
    private final Narrator narrator;
    private final DemoProperties demo;
    private String toldWindow = "";

    ReplayTraffic(Caller service, Narrator narrator, DemoProperties demo) {
        this.service = service;
        this.narrator = narrator;
        this.demo = demo;
    }

    void run() throws IOException, InterruptedException {
        long interval = (long) (1e9 / demo.requestsPerSecond());
        long start = System.nanoTime();
        long due = start;
        boolean drifting = false;
        for (long request = 1;; request++) {
            if (!drifting && System.nanoTime() - start >= demo.cleanFor().toNanos()) {
                drifting = true;
                tellDrift();
            }
            ask(request, drifting ? demo.drift() : 0);
            if (request % Math.max(1, Math.round(2 * demo.requestsPerSecond())) == 0)
                tellReport();
            due = Math.max(due + interval, System.nanoTime());
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }

    private void ask(long request, double drift) throws IOException, InterruptedException {
        List<Applicant> people = new CreditData(drift, demo.bias()).draw(demo.rowsPerRequest(), demo.seed() + request);
        var answer = service.post("/v1/models/%s:predict".formatted(demo.model()),
                Map.of("instances", people.stream().map(Applicant::features).toList()));
        if (!answer.granted())
            narrator.tell("a prediction was answered %d: %s".formatted(answer.status(), answer.body()));
    }

    private void tellDrift() {
        narrator.tell("from now on the applicants are older and earn less: age +%.0f years, income x%.2f"
                .formatted(9 * demo.drift(), Math.exp(-0.36 * demo.drift())));
    }

    private void tellReport() throws IOException, InterruptedException {
        var answer = service.get("/api/models/%s/monitor/report".formatted(demo.model()));
        JsonNode report = answer.body();
        String window = report.at("/window/end").asString("");
        if (!answer.granted() || window.isEmpty() || window.equals(toldWindow))
            return;
        toldWindow = window;
        narrator.tell(
                "window to %s, %d rows: %s".formatted(window, report.at("/window/rows").asLong(), findings(report)));
    }

    private static String findings(JsonNode report) {
        List<String> drifted = report.at("/drift/features")
                .valueStream()
                .filter(f -> f.path("detected").asBoolean(false))
                .map(f -> "%s (%s %.2f)".formatted(f.path("feature").asString(), f.path("statistic").asString(),
                        f.path("score").asDouble()))
                .toList();
        List<String> breaches = report.path("bias")
                .valueStream()
                .filter(b -> b.path("breached").asBoolean(false))
                .map(b -> "%s=%s %s %.2f [%.2f, %.2f]".formatted(b.path("attribute").asString(),
                        b.path("group").asString(), b.path("metric").asString(), b.path("value").asDouble(),
                        b.path("low").asDouble(), b.path("high").asDouble()))
                .toList();
        return "drift of %s; bias against %s".formatted(drifted.isEmpty() ? "nothing" : String.join(", ", drifted),
                breaches.isEmpty() ? "nobody" : String.join(", ", breaches));
    }
}
