package dev.fairway.inference.web.torchserve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictionsIT {

    private final Http http;
    private final ServedModel table;
    private final ServedModel perceptron;
    private final ServedModel pair;
    private final ServedModel words;

    @Autowired
    PredictionsIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.table = ServedModel.in(models);
        this.perceptron = ServedModel.of(models, SampleModels::perceptron);
        this.pair = ServedModel.of(models, SampleModels::sumAndProduct);
        this.words = ServedModel.of(models, SampleModels::words);
    }

    @Test
    void aRowIsAnsweredByItsClassesTheMostProbableFirst() {
        Answer answer = post(table, "application/json", "{\"age\": 51, \"sex\": \"Male\"}");
        assertThat(answer.json().propertyNames()).containsExactly(">50K", "<=50K");
        assertThat(answer.header("X-Model-Version")).isEqualTo("1");
        assertThat(answer.header("X-Prediction-Id")).isNotEmpty();
    }

    @Test
    void rowsAreAnsweredByAList() {
        String one = post(table, "application/json", "{\"age\": 51, \"sex\": \"Male\"}").body();
        for (String body : new String[]{"[{\"age\": 51, \"sex\": \"Male\"}]", "{\"instances\": [[51, \"Male\"]]}",
                "{\"inputs\": {\"age\": [51], \"sex\": [\"Male\"]}}",
                "{\"inputs\": [{\"name\": \"age\", \"shape\": [1], \"datatype\": \"FP64\", \"data\": [51]}, "
                        + "{\"name\": \"sex\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\"Male\"]}]}"}) {
            assertThat(post(table, "application/json", body).body()).isEqualTo("[" + one + "]");
        }
    }

    @Test
    void partsOfAFormAreRows() {
        Answer answer = http.upload(path(table), "row.json", text("{\"age\": 51, \"sex\": \"Male\"}"), "data",
                "{\"age\": 20, \"sex\": null}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json()).hasSize(2);
    }

    @Test
    void tensorsAreSentNestedOrAsTheirBytes() {
        assertThat(post(perceptron, "application/json", "[[1, 2, 3, 4]]").body()).isEqualTo("[[3.0,-1.0,0.5]]");
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(new float[]{1, 2, 3, 4});
        Answer answer = http.send(http.request(path(perceptron))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.array())));
        assertThat(answer.body()).isEqualTo("[[3.0,-1.0,0.5]]");
    }

    @Test
    void partsOfAFormAreInputsByTheirNames() {
        String boundary = "b";
        String body = Stream.of("a\"\r\n\r\n[[1, 2]]", "b\"\r\n\r\n[[3, 4]]")
                .map(part -> "--b\r\nContent-Disposition: form-data; name=\"" + part + "\r\n")
                .reduce("", String::concat) + "--b--\r\n";
        Answer answer = post(pair, "multipart/form-data; boundary=" + boundary, body);
        assertThat(answer.body()).isEqualTo("{\"sum\":[[4.0,6.0]],\"product\":[[3.0,8.0]]}");
    }

    @Test
    void aTextIsSentAsItIs() {
        assertThat(post(words, "text/plain; charset=utf-8", "yes").body()).isEqualTo("[\"YES! 😀\"]");
    }

    @Test
    void aVersionMayBeNamedAndThePathsOfOtherServersWork() {
        String row = "{\"age\": 51, \"sex\": \"Male\"}";
        assertThat(http.post(path(table) + "/1", row).status()).isEqualTo(200);
        assertThat(http.put(path(table), row).status()).isEqualTo(200);
        assertThat(http.post("/models/" + table.name() + "/invoke", row).status()).isEqualTo(200);
        assertThat(http.post("/invocations?model_name=" + table.name(), row).status()).isEqualTo(200);
        assertThat(http.post("/invocations?model_name=" + table.name() + "&model_version=1", row).status())
                .isEqualTo(200);
        assertThat(http.send(http.request(path(table)).method("OPTIONS", HttpRequest.BodyPublishers.noBody())).body())
                .isEqualTo("{}");
    }

    @Test
    void healthAndModelsAreTold() {
        assertThat(http.get("/ping").body()).isEqualTo("{\"status\":\"Healthy\"}");
        JsonNode listed = http.get("/models?limit=1").json();
        assertThat(listed.get("models")).hasSize(1);
        assertThat(http.get("/models?limit=1&next_page_token=" + listed.get("nextPageToken").asString())
                .json()
                .at("/models/0/modelName")).isNotEqualTo(listed.at("/models/0/modelName"));
        JsonNode described = http.get("/models/" + table.name()).json();
        assertThat(described.at("/0/modelVersion").asString()).as(described.toString()).isEqualTo("1");
        assertThat(described.at("/0/workers/0/status").asString()).isEqualTo("READY");
        assertThat(http.get("/models/" + table.name() + "/all").json()).hasSize(1);
    }

    static Stream<Arguments> refused() {
        return Stream.of(Arguments.of(404, "/predictions/nobody", "{}", "ModelNotFoundException"),
                Arguments.of(404, "/predictions/{m}/9", "{}", "ModelNotFoundException"),
                Arguments.of(404, "/models/nobody/invoke", "{}", "ModelNotFoundException"),
                Arguments.of(400, "/predictions/{m}", "", "BadRequestException"),
                Arguments.of(400, "/predictions/{m}", "{", "BadRequestException"),
                Arguments.of(400, "/predictions/{m}", "nonsense", "BadRequestException"),
                Arguments.of(422, "/predictions/{m}", "{\"age\": \"x\", \"sex\": null}", "BadRequestException"),
                Arguments.of(422, "/predictions/{m}", "5", "BadRequestException"),
                Arguments.of(400, "/invocations", "{}", "BadRequestException"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(int status, String path, String body, String type) {
        Answer answer = http.post(path.replace("{m}", table.name().value()), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).containsExactly("error", "code", "type", "message");
        assertThat(answer.json().get("code").asInt()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo(type);
        assertThat(answer.json().get("message")).isEqualTo(answer.json().get("error"));
    }

    @Test
    void whatIsNotReadIsRefused() {
        assertThat(post(table, "image/png", "x").status()).isEqualTo(415);
        assertThat(post(perceptron, "tensor/ndlist", "x").status()).isEqualTo(415);
        assertThat(post(perceptron, "application/octet-stream", "xyz").status()).isEqualTo(400);
        assertThat(post(pair, "multipart/form-data", "x").status()).isEqualTo(400);
    }

    private Answer post(ServedModel model, String type, String body) {
        return http.send(
                http.request(path(model)).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String path(ServedModel model) {
        return "/predictions/" + model.name();
    }
}
