package dev.fairway.rollout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@RunningService
@TestPropertySource(properties = "fairway.inference.grace=200ms")
class TrafficIT {

    private static final String HALVES = """
            {"split": [{"version": 1, "weight": 50}, {"version": 2, "weight": 50}], "sticky_by": "X-User-Id"}""";

    private final Models models;
    private final Http http;
    private final ModelName model = new ModelName("m-" + UUID.randomUUID());

    @TempDir
    private Path work;

    @Autowired
    TrafficIT(Models models, @LocalServerPort int port) {
        this.models = models;
        this.http = new Http(port);
    }

    /** The third version says the contrary of the first two. */
    @BeforeEach
    void threeVersionsOfWhichTheFirstIsInProduction() {
        for (int i = 0; i < 2; i++) {
            models.register(model, SampleVersion.write(work, UUID.randomUUID().toString()));
        }
        models.register(model, SampleVersion.writeContrary(work, UUID.randomUUID().toString()));
        models.point(Models.PRODUCTION, new VersionId(model, 1));
    }

    @Test
    void aUserStaysWithAVersion() {
        assertThat(put(HALVES).status()).isEqualTo(200);
        Map<String, Set<Integer>> versions = new HashMap<>();
        for (int call = 0; call < 120; call++) {
            String user = "user-" + call % 40;
            versions.computeIfAbsent(user, _ -> new HashSet<>()).add(answering("X-User-Id", user));
        }
        assertThat(versions.values()).allSatisfy(met -> assertThat(met).hasSize(1));
        assertThat(versions.values()).contains(Set.of(1), Set.of(2));
    }

    @Test
    void whatWasPutIsShownUntilItIsTakenBack() {
        String plan = "{\"split\":[{\"version\":1,\"weight\":95},{\"version\":2,\"weight\":5}],\"shadow\":[3],"
                + "\"sticky_by\":\"X-User-Id\"}";
        assertThat(put(plan).body()).isEqualTo(plan);
        assertThat(http.get(path("/traffic")).body()).isEqualTo(plan);
        assertThat(http.get(path("")).json().get("traffic")).hasToString(plan);
        assertThat(http.get(path("")).json().at("/versions/2/state").asString()).isEqualTo("loaded");
        String none = "{\"split\":[{\"version\":1,\"weight\":100}],\"shadow\":[]}";
        assertThat(http.delete(path("/traffic")).body()).isEqualTo(none);
        assertThat(http.get(path("")).json().get("traffic")).hasToString(none);
    }

    @Test
    void aVersionThatTakesPartStaysAndOneThatLeavesIsUnloaded() {
        put("{\"split\": [{\"version\": 1, \"weight\": 1}, {\"version\": 2, \"weight\": 0}], \"shadow\": [3]}");
        for (int version : new int[]{2, 3}) {
            assertThat(http.post(path("/versions/" + version + "/unload"), "").status()).isEqualTo(409);
            Answer refused = http.delete(path("/versions/" + version));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString()).contains("take it out of the traffic first");
        }
        http.delete(path("/traffic"));
        await().untilAsserted(
                () -> assertThat(http.get(path("")).json().at("/versions/2/state").asString()).isEqualTo("registered"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "404 | split[1].version | {\"split\": [{\"version\": 1, \"weight\": 1}, {\"version\": 9, \"weight\": 1}]}",
            "404 | shadow[0] | {\"shadow\": [9]}",
            "422 | split[0].weight | {\"split\": [{\"version\": 1, \"weight\": -1}]}",
            "422 | split[0].weight | {\"split\": [{\"version\": 1, \"weight\": 0.5}]}",
            "422 | split[0].weight | {\"split\": [{\"version\": 1}]}",
            "422 | split | {\"split\": [{\"version\": 1, \"weight\": 0}]}",
            "422 | sticky_by | {\"sticky_by\": \"a b\"}", "422 | sticky_by | {\"sticky_by\": \"user-Bin\"}",
            "422 | splits | {\"splits\": []}"})
    void whatCannotBeIsRefusedByName(int status, String field, String body) {
        Answer refused = put(body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(http.get(path("/traffic")).json().get("split")).hasToString("[{\"version\":1,\"weight\":100}]");
    }

    @Test
    void anUnknownModelHasNoTraffic() {
        String unknown = "/api/models/none-" + UUID.randomUUID() + "/traffic";
        assertThat(http.get(unknown).status()).isEqualTo(404);
        assertThat(http.put(unknown, "{}").status()).isEqualTo(404);
        assertThat(http.delete(unknown).status()).isEqualTo(404);
    }

    @Test
    void shadowsAreComparedAndAnswerNobody() {
        put("{\"shadow\": [2, 3]}");
        IntStream.range(0, 20).forEach(_ -> assertThat(answering()).isEqualTo(1));
        await().untilAsserted(() -> assertThat(metrics("fairway_shadow_answers_total"))
                .contains(series("agree", 2) + " 20.0", series("disagree", 3) + " 20.0", series("failed", 3) + " 0.0"));
        assertThat(metrics("fairway_inference_seconds_count")).isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("version=\"1\""));
        http.delete(path("/traffic"));
        assertThat(metrics("fairway_shadow")).isEmpty();
    }

    @Test
    void callsThatNameAVersionAreNotShown() {
        put("{\"shadow\": [2]}");
        assertThat(predict("/versions/1").status()).isEqualTo(200);
        assertThat(predict("/labels/production").status()).isEqualTo(200);
        assertThat(answering()).isEqualTo(1);
        await().untilAsserted(
                () -> assertThat(metrics("fairway_shadow_answers_total")).contains(series("agree", 2) + " 1.0"));
    }

    @Test
    void promotingTheCanaryEndsTheSplit() {
        put(HALVES);
        assertThat(http.put(path("/aliases/production"), "{\"version\": 2}").status()).isEqualTo(200);
        assertThat(IntStream.range(0, 30).map(_ -> answering()).distinct()).containsExactly(2);
    }

    @Test
    void noCallIsLostWhileItsVersionsChange() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> callers = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> failures(over, answered)))
                    .toList();
            try {
                for (int change = 0; change < 50; change++) {
                    change(change);
                }
            } finally {
                over.set(true);
            }
            for (var caller : callers) {
                assertThat(caller.get()).isEmpty();
            }
            assertThat(answered).hasValueGreaterThan(100);
        }
    }

    /** Promotes, splits, shadows and takes back by turns. */
    private void change(int change) {
        Answer changed = switch (change % 4) {
            case 0 -> http.put(path("/aliases/production"), "{\"version\": 2}");
            case 1 ->
                put("{\"split\": [{\"version\": 1, \"weight\": 1}, {\"version\": 3, \"weight\": 1}], \"shadow\": [2]}");
            case 2 -> http.put(path("/aliases/production"), "{\"version\": 1}");
            default -> http.delete(path("/traffic"));
        };
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private List<String> failures(AtomicBoolean over, AtomicInteger answered) {
        List<String> failures = new ArrayList<>();
        while (!over.get()) {
            Answer answer = predict("");
            if (answer.status() == 200) {
                answered.incrementAndGet();
            } else {
                failures.add(answer.body());
            }
        }
        return failures;
    }

    private Answer put(String plan) {
        return http.put(path("/traffic"), plan);
    }

    private String path(String below) {
        return "/api/models/" + model + below;
    }

    private Answer predict(String version, String... headers) {
        return http.post("/v1/models/" + model + version + ":predict", "{\"instances\": [[51, \"Male\"]]}", headers);
    }

    private int answering(String... headers) {
        JsonNode answer = predict("", headers).json();
        return Integer.parseInt(answer.get("model_version").asString());
    }

    /** The lines of this model's series with such a name. */
    private List<String> metrics(String name) {
        return http.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(model.value()))
                .toList();
    }

    private String series(String outcome, int shadow) {
        return "fairway_shadow_answers_total{model=\"%s\",outcome=\"%s\",shadow=\"%d\",version=\"1\"}".formatted(model,
                outcome, shadow);
    }
}
