package dev.fairway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** The demo as a newcomer starts it, with shorter windows: the whole main job, through the service's own port. */
@RunningService
@ActiveProfiles("demo")
@TestPropertySource(properties = {"fairway.monitoring.window=10s", "fairway.demo.clean-for=25s",
        "fairway.demo.requests-per-second=8"})
@DirtiesContext
class DemoIT {

    private final Http http;

    DemoIT(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void theRightFeaturesDriftAndTheRightGroupIsDisadvantaged() {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(drifting()).contains("age", "income"));
        Set<String> features = drifting();
        features.remove("prediction");
        assertThat(features).containsExactly("age", "income");
        assertThat(tags("fairway_bias_breached", "group")).containsExactly("female");
        assertThat(http.get("/api/models/credit/monitor/report").json().at("/drift/detected").asBoolean()).isTrue();
    }

    private Set<String> drifting() {
        return tags("fairway_drift_detected", "feature");
    }

    /** Values of a tag among the series of a gauge that stand at one. */
    private Set<String> tags(String gauge, String tag) {
        Set<String> values = new TreeSet<>();
        Pattern.compile("(?m)^" + gauge + "\\{[^}]*\\b" + tag + "=\"([^\"]*)\"[^}]*} 1\\.0$")
                .matcher(http.get("/actuator/prometheus").body())
                .results()
                .forEach(series -> values.add(series.group(1)));
        return values;
    }
}
