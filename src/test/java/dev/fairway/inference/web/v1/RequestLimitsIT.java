package dev.fairway.inference.web.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@RunningService
@TestPropertySource(properties = {"fairway.inference.max-rows=3", "fairway.contract.max-body=500B"})
class RequestLimitsIT {

    private static final String TOO_LONG = "{\"instances\": [[51, \"" + "x".repeat(500) + "\"]]}";

    private final Http http;
    private final ServedModel model;

    @Autowired
    RequestLimitsIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.model = ServedModel.in(models);
    }

    @Test
    void asManyRowsAsAllowedAreAnsweredAndOneMoreIsRefused() {
        assertThat(predict("{\"instances\": [[1, null], [2, null], [3, null]]}").status()).isEqualTo(200);
        refused(predict("{\"instances\": [[1, null], [2, null], [3, null], [4, null]]}"), "3 rows");
        refused(predict("{\"inputs\": {\"age\": [1, 2, 3, 4], \"sex\": [null, null, null, null]}}"), "3 rows");
    }

    @Test
    void theLimitOfRowsHoldsInV2() {
        String input = "{\"name\": \"age\", \"shape\": [4], \"datatype\": \"FP64\", \"data\": [1, 2, 3, 4]}";
        refused(http.post("/v2/models/" + model.name() + "/infer", "{\"inputs\": [" + input + "]}"), "3 rows");
    }

    @Test
    void aBodyThatSaysHowLongItIsIsRefused() {
        refused(predict(TOO_LONG), "500 bytes");
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsRefused() {
        refused(http.send(http.request("/v1/models/" + model.name() + ":predict")
                .POST(BodyPublishers
                        .ofInputStream(() -> new ByteArrayInputStream(TOO_LONG.getBytes(StandardCharsets.UTF_8))))),
                "500 bytes");
    }

    @Test
    void theLimitOfBodiesHoldsInV2() {
        String path = "/v2/models/" + model.name() + "/infer";
        refused(http.post(path, TOO_LONG), "500 bytes");
        refused(http.send(http.request(path)
                .POST(BodyPublishers
                        .ofInputStream(() -> new ByteArrayInputStream(TOO_LONG.getBytes(StandardCharsets.UTF_8))))),
                "500 bytes");
    }

    @Test
    void nobodyGoesAroundTheLimitByCallingABodyOtherwise() {
        Answer answer = http.send(http.request("/v2/models/" + model.name() + "/infer")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header("Inference-Header-Content-Length", "0")
                .POST(BodyPublishers.ofString(TOO_LONG)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(415);
    }

    private Answer predict(String body) {
        return http.post("/v1/models/" + model.name() + ":predict", body);
    }

    private static void refused(Answer answer, String limit) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.json().get("error").asString()).contains(limit);
    }
}
