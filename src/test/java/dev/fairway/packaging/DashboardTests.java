package dev.fairway.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode DASHBOARD = JSON.readTree(Path.of("helm/fairway/dashboards/fairway.json"));

    @Test
    void panelsHaveIdsOfTheirOwnAndSayWhatTheyShow() {
        List<JsonNode> panels = DASHBOARD.path("panels").valueStream().toList();
        assertThat(panels.stream().map(p -> p.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels).filteredOn(p -> !p.path("type").asString().equals("row"))
                .hasSizeGreaterThan(8)
                .allSatisfy(p -> assertThat(p.path("description").asString()).isNotBlank());
    }

    @Test
    void prometheusUnderstandsEveryQuery() throws IOException, InterruptedException {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no container engine: queries are not parsed");
        try (var prometheus = new GenericContainer<>(DockerImageName.parse("prom/prometheus:v3.5.3"))) {
            prometheus.withExposedPorts(9090).waitingFor(Wait.forHttp("/-/ready").forPort(9090)).start();
            String base = "http://%s:%d".formatted(prometheus.getHost(), prometheus.getMappedPort(9090));
            for (String query : queries()) {
                assertThat(JSON.readTree(parse(base, query)).path("status").asString()).as(query).isEqualTo("success");
            }
            assertThat(parse(base, "sum(rate(x[5m])")).contains("parse error");
        }
    }

    /** With Grafana's variables filled in. */
    private static List<String> queries() {
        return DASHBOARD.path("panels")
                .valueStream()
                .flatMap(p -> p.path("targets").valueStream())
                .map(t -> t.path("expr").asString().replace("$__rate_interval", "1m").replace("$model", ".*"))
                .toList();
    }

    private static String parse(String base, String query) throws IOException, InterruptedException {
        URI uri = URI.create(base + "/api/v1/parse_query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
