package dev.fairway.demo;

import java.time.Duration;

/** What to open and call while the demo runs: commands to copy, which work as they stand. */
final class Invitation {

    private Invitation() {}

    static String to(String base, DemoProperties demo) {
        String header = demo.key() == null ? "" : " -H 'X-API-Key: %s'".formatted(demo.key());
        return """
                Traffic runs now: like the training data for %4$s, older applicants with lower incomes after that.
                Each time the monitor closes a window, it says here what it found. Meanwhile, in another terminal:

                # what the model takes and gives
                curl -s%3$s %1$s/v2/models/%2$s

                # ask it
                curl -s%3$s %1$s/v1/models/%2$s:predict -H 'Content-Type: application/json' -d '{"instances": [
                  {"age": 34, "income": 28000, "debt_ratio": 0.41, "employment_years": 3, "credit_history": "clean",
                   "housing": "rent", "purpose": "car", "region": "north", "gender": "female"}]}'

                # its first version: how good it is, for each gender too, and what it was made from
                curl -s%3$s %1$s/api/models/%2$s/versions/1

                # the newest closed window: drift per feature, bias per group
                curl -s%3$s %1$s/api/models/%2$s/monitor/report

                # the same for Prometheus: age and income drift, women are disadvantaged
                curl -s %1$s/actuator/prometheus | grep -E '^fairway_(drift_detected|bias_breached|bias)\\b'

                Ctrl-C drains and stops. The data stay: the next start goes on with the trained model.
                """.formatted(base, demo.model(), header, words(demo.cleanFor()));
    }

    private static String words(Duration duration) {
        return duration.toSeconds() + " seconds";
    }
}
