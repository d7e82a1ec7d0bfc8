package dev.fairway.inference.web.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A man of 51 is a standard deviation above the mean age: he is estimated at the mean and 1.25 deviations of the target. */
@RunningService
class RegressionIT {

    private static final double EXPECTED = 40_000 + 12_000 * 1.25;

    private final Http http;
    private final ServedModel model;

    @Autowired
    RegressionIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.model = ServedModel.ofQuantity(models);
    }

    @Test
    void v1GivesAValuePerRow() {
        JsonNode answer = answer("/v1/models/" + model.name() + ":predict",
                "{\"instances\": [[51, \"Male\"], [38, null]]}");
        assertThat(answer.at("/predictions/0").propertyNames()).containsExactly("value");
        assertThat(answer.at("/predictions/0/value").asDouble()).isCloseTo(EXPECTED, within(0.01));
        assertThat(answer.at("/predictions/1/value").asDouble()).isCloseTo(40_000, within(0.01));
        assertThat(answer.get("prediction_ids")).hasSize(2);
    }

    @Test
    void v2GivesATensorOfValues() {
        JsonNode output = answer("/v2/models/" + model.name() + "/infer", """
                {"inputs": [{"name": "age", "shape": [1], "datatype": "FP64", "data": [51]},
                            {"name": "sex", "shape": [1], "datatype": "BYTES", "data": ["Male"]}]}""").at("/outputs/0");
        assertThat(output.get("name").asString()).isEqualTo("value");
        assertThat(output.get("datatype").asString()).isEqualTo("FP64");
        assertThat(output.at("/data/0").asDouble()).isCloseTo(EXPECTED, within(0.01));
    }

    @Test
    void theMetadataNameTheOneOutput() {
        JsonNode outputs = http.get("/v2/models/" + model.name()).json().get("outputs");
        assertThat(outputs).hasSize(1);
        assertThat(outputs.at("/0/name").asString()).isEqualTo("value");
    }

    private JsonNode answer(String path, String body) {
        Answer answer = http.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
