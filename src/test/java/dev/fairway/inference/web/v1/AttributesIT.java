package dev.fairway.inference.web.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Race is no input of the sample model, but its monitor compares by it: half of the others are favoured, no white is not. */
@RunningService
class AttributesIT {

    private static final int EACH = 40;

    private final Http http;
    private final ServedModel model;

    @Autowired
    AttributesIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.model = ServedModel.in(models);
    }

    @BeforeEach
    void compareByRace() {
        Answer answer = http.put("/api/models/" + model.name() + "/monitor",
                "{\"window\": {\"rows\": %d}, \"favourable\": [\">50K\"], \"attributes\": ".formatted(3 * EACH)
                        + "[{\"name\": \"race\", \"privileged\": [\"White\"], \"groups\": [\"Black\"]}]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aFurtherColumnOfV1ReachesTheReport() {
        String rows = Stream.of(instance(80, "White"), instance(80, "Black"), instance(20, "Black"))
                .flatMap(row -> Collections.nCopies(EACH, row).stream())
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        accepted(http.post("/v1/models/" + model.name() + ":predict", "{\"instances\": [" + rows + "]}"));
        assertCompared();
    }

    @Test
    void theAttributesOfV2ReachTheReport() {
        accepted(http.post("/v2/models/" + model.name() + "/infer",
                """
                        {"parameters": {"attributes": {"race": [%s]}},
                         "inputs": [{"name": "age", "shape": [%d], "datatype": "FP64", "data": [%s]},
                                    {"name": "sex", "shape": [%d], "datatype": "BYTES", "data": [%s]}]}""".formatted(
                        cells("\"White\"", "\"Black\"", "\"Black\""), 3 * EACH, cells("80", "80", "20"), 3 * EACH,
                        cells("null", "null", "null"))));
        assertCompared();
    }

    @Test
    void rowsThatDoNotSayAreInNoGroup() {
        String rows = String.join(", ", Collections.nCopies(3 * EACH, "[80, null]"));
        accepted(http.post("/v1/models/" + model.name() + ":predict", "{\"instances\": [" + rows + "]}"));
        assertThat(http.get("/api/models/" + model.name() + "/monitor/report").json().get("bias")).isEmpty();
    }

    @Test
    void whatIsNeitherInputNorAttributeIsRefusedByName() {
        Answer answer = http.post("/v1/models/" + model.name() + ":predict",
                "{\"instances\": [{\"age\": 80, \"sex\": null, \"creed\": \"x\"}]}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("error").asString()).contains("creed");
    }

    private void assertCompared() {
        JsonNode difference = http.get("/api/models/" + model.name() + "/monitor/report").json().at("/bias/0");
        assertThat(difference.get("attribute").asString()).isEqualTo("race");
        assertThat(difference.get("group").asString()).isEqualTo("Black");
        assertThat(difference.get("metric").asString()).isEqualTo("statistical_parity_difference");
        assertThat(difference.get("rows").asInt()).isEqualTo(2 * EACH);
        assertThat(difference.get("value").asDouble()).isCloseTo(-0.5, within(1e-12));
    }

    private static String instance(int age, String race) {
        return "{\"age\": %d, \"sex\": null, \"race\": \"%s\"}".formatted(age, race);
    }

    private static String cells(String... values) {
        return String.join(", ",
                List.of(values).stream().flatMap(value -> Collections.nCopies(EACH, value).stream()).toList());
    }

    private static void accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
