package dev.fairway.inference.web.v2;

import static dev.fairway.inference.web.v2.BinaryRequest.floats;
import static dev.fairway.inference.web.v2.BinaryRequest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong with a request, its caller is told what and where, and the next request is answered. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {

    private static final String X = "{\"name\": \"x\", \"shape\": [1, 4], \"datatype\": \"FP32\", \"data\": [1, 2, 3, 4]}";
    private static final String BINARY = binary("x", "[1, 4]", "FP32", "16");
    private static final byte[] ROW = floats(1, 2, 3, 4);

    private final Http http;
    private final ServedModel perceptron;
    private final ServedModel pair;
    private final ServedModel words;

    @Autowired
    ConformanceIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.perceptron = ServedModel.of(models, SampleModels::perceptron);
        this.pair = ServedModel.of(models, SampleModels::sumAndProduct);
        this.words = ServedModel.of(models, SampleModels::words);
    }

    @AfterEach
    void theNextRequestIsAnswered() {
        assertThat(http.post(path(perceptron), inputs(X)).status()).isEqualTo(200);
    }

    static Stream<Arguments> documents() {
        return Stream.of(refused(400, "", "body"), refused(400, "nonsense", "body"), refused(400, "[]", "body"),
                refused(400, "{", "no JSON"), refused(400, "{\"inputs\": [" + X + "}", "no JSON"),
                refused(400, inputs(X) + "x", "after the end"), refused(400, "{}", "inputs"),
                refused(400, "{\"inputs\": []}", "inputs"), refused(400, "{\"inputs\": null}", "inputs"),
                refused(400, "{\"inputs\": [" + X + "], \"inputs\": [" + X + "]}", "twice"),
                refused(400, inputs("null"), "inputs[0]"), refused(400, inputs(X + "," + X), "twice"),
                refused(400, inputs("{\"name\": 7}"), "inputs[0].name"),
                refused(400, inputs("{\"shape\": [1, 4], \"datatype\": \"FP32\", \"data\": [1, 2, 3, 4]}"), "name"),
                refused(400, inputs("{\"name\": \"x\", \"datatype\": \"FP32\", \"data\": [1, 2, 3, 4]}"), "shape"),
                refused(400, inputs("{\"name\": \"x\", \"shape\": [1, 4], \"data\": [1, 2, 3, 4]}"), "datatype"),
                refused(400, tensor("[1, 4]", "FP32", "null"), "data"), refused(400, inputs(noData()), "data"),
                refused(400, tensor("4", "FP32", "[1, 2, 3, 4]"), "shape"),
                refused(400, tensor("[1.5, 4]", "FP32", "[1, 2, 3, 4]"), "shape"),
                refused(400, tensor("[\"1\", 4]", "FP32", "[1, 2, 3, 4]"), "shape"),
                refused(400, tensor("[-1, 4]", "FP32", "[1, 2, 3, 4]"), "shape"),
                refused(400, tensor("[0, 4]", "FP32", "[]"), "inputs.x"),
                refused(400, tensor("[1000000, 1000000]", "FP32", "[1, 2, 3, 4]"), "inputs"),
                refused(400, tensor("[2147483647, 4]", "FP32", "[1, 2, 3, 4]"), "inputs"),
                refused(400, tensor("[9223372036854775807, 9]", "FP32", "[1, 2, 3, 4]"), "shape"),
                refused(400, tensor("[1, 4]", "FP32", "[1, 2, 3]"), "4 elements"),
                refused(400, tensor("[1, 4]", "FP32", "[1, 2, 3, 4, 5]"), "4 elements"),
                refused(400, tensor("[2, 4]", "FP32", "[[1, 2, 3, 4], [1, 2, 3]]"), "inputs.x"),
                refused(400, tensor("[2, 4]", "FP32", "[[1, 2, 3, 4, 5], [1, 2, 3]]"), "inputs.x"),
                refused(400, tensor("[1, 4]", "FP32", "[[[1, 2, 3, 4]]]"), "inputs.x"),
                refused(400, tensor("[1, 4]", "FP32", "[1, [2, 3], 4]"), "inputs.x"),
                refused(400, tensor("[1, 4]", "float", "[1, 2, 3, 4]"), "datatype"),
                refused(400, tensor("[1, 4]", "FP16", "[1, 2, 3, 4]"), "binary"),
                refused(400, tensor("[1, 4]", "BF16", "[1, 2, 3, 4]"), "binary"),
                refused(400, tensor("[1, 4]", "FP32", "[NaN, 2, 3, 4]"), "NaN"),
                refused(400, tensor("[1, 4]", "FP32", "[01, 2, 3, 4]"), "no JSON"),
                refused(400, tensor("[1, 4]", "FP32", "[1,, 3, 4]"), "no JSON"),
                refused(422, tensor("[1, 4]", "FP32", "[1e99, 2, 3, 4]"), "FP32"),
                refused(422, tensor("[1, 4]", "FP32", "[null, 2, 3, 4]"), "null"),
                refused(422, tensor("[1, 4]", "FP32", "[\"1\", 2, 3, 4]"), "FP32"),
                refused(422, tensor("[1, 4]", "FP32", "[true, 2, 3, 4]"), "FP32"),
                refused(422, tensor("[1, 4]", "INT64", "[9223372036854775808, 2, 3, 4]"), "INT64"),
                refused(422, tensor("[1, 4]", "UINT64", "[-1, 2, 3, 4]"), "UINT64"),
                refused(422, tensor("[1, 4]", "INT32", "[1.5, 2, 3, 4]"), "INT32"),
                refused(422, tensor("[1, 4]", "BOOL", "[1, 0, 1, 0]"), "BOOL"),
                refused(422, tensor("[1, 4]", "BYTES", "[1, 2, 3, 4]"), "BYTES"),
                refused(422, tensor("[1, 4]", "FP64", "[1, 2, 3, 4]"), "must be FP32"),
                refused(422, tensor("[1, 2]", "FP32", "[1, 2]"), "[-1, 4]"),
                refused(422, tensor("[4]", "FP32", "[1, 2, 3, 4]"), "[-1, 4]"),
                refused(422, inputs(X.replace("\"x\"", "\"y\"")), "y: is no input"),
                refused(422, inputs(X + ", " + X.replace("\"x\"", "\"y\"")), "no input"),
                refused(400, with("\"outputs\": {}"), "outputs"), refused(400, with("\"outputs\": [7]"), "outputs[0]"),
                refused(400, with("\"outputs\": [{}]"), "outputs[0].name"),
                refused(400, with("\"outputs\": [{\"name\": \"z\"}]"), "there are [y]"),
                refused(400, with("\"outputs\": [{\"name\": \"y\"}, {\"name\": \"y\"}]"), "twice"),
                refused(400, output("\"classification\": 3"), "classification"),
                refused(400, output("\"binary_data\": 1"), "binary_data"),
                refused(400, with("\"parameters\": []"), "parameters"),
                refused(400, with("\"parameters\": {\"timeout\": -1}"), "timeout"),
                refused(400, with("\"parameters\": {\"timeout\": \"1\"}"), "timeout"),
                refused(400, with("\"parameters\": {\"timeout\": 1.5}"), "timeout"),
                refused(400, with("\"parameters\": {\"priority\": 11}"), "priority"),
                refused(400, with("\"parameters\": {\"priority\": -1}"), "priority"),
                refused(400, with("\"parameters\": {\"binary_data_output\": \"yes\"}"), "binary_data_output"),
                refused(400, with("\"id\": 5"), "id"), refused(400, inputs(BINARY), "16"),
                refused(400, inputs(shared()), "shared memory"));
    }

    @ParameterizedTest
    @MethodSource
    void documents(int status, String body, String named) {
        assertRefused(http.post(path(perceptron), body), status, named);
    }

    static Stream<Arguments> bodies() {
        BinaryRequest fine = BinaryRequest.of(inputs(BINARY), ROW);
        return Stream.of(split(fine.header("abc"), "no number"), split(fine.header("-1"), "no number"),
                split(fine.header("1.5"), "no number"), split(fine.header("99999999999999999999"), "no number"),
                split(fine.header("100000"), "whole body has"), split(fine.header("5"), "no JSON"),
                split(fine.header("0"), "one row"), split(BinaryRequest.of(inputs(BINARY)), "0 bytes left"),
                split(BinaryRequest.of(inputs(BINARY), floats(1)), "4 bytes left"),
                split(BinaryRequest.of(inputs(BINARY), ROW, floats(1)), "4 bytes behind"),
                split(BinaryRequest.of(inputs(X), ROW), "16 bytes behind"), split(sized("12"), "needs 16 bytes"),
                split(sized("-16"), "binary_data_size"), split(sized("\"16\""), "binary_data_size"),
                split(sized("16.0"), "binary_data_size"), split(sized("99999999999"), "binary_data_size"),
                split(BinaryRequest.of(inputs(BINARY.replace("}}", "}, \"data\": [1, 2, 3, 4]}")), ROW), "data"),
                split(BinaryRequest.of(inputs(binary("x", "[65536, 65536]", "FP32", "16")), ROW), "inputs"),
                split(BinaryRequest.of(inputs(binary("x", "[0, 4]", "FP32", "0"))), "empty"),
                split(BinaryRequest.of(inputs(binary("x", "[1, 4]", "BOOL", "4")), new byte[]{0, 1, 2, 0}), "BOOL"),
                split(new BinaryRequest("", new byte[15], "0"), "whole number"),
                split(new BinaryRequest("", new byte[20], "0"), "one row"),
                split(new BinaryRequest("", new byte[32], "0"), "one row"),
                split(new BinaryRequest("", new byte[0], "0"), "body"));
    }

    @ParameterizedTest
    @MethodSource
    void bodies(BinaryRequest request, String named) {
        assertRefused(request.send(http, path(perceptron)), 400, named);
    }

    static Stream<Arguments> strings() {
        return Stream.of(split(words("[1]", new byte[]{9, 0, 0, 0, 'a'}), "element 0"),
                split(words("[1]", new byte[]{-1, -1, -1, -1}), "element 0"),
                split(words("[1]", new byte[]{1, 0}), "element 0"), split(words("[2]", texts("a")), "element 1"),
                split(words("[1]", texts("a", "b")), "bytes"));
    }

    @ParameterizedTest
    @MethodSource
    void strings(BinaryRequest request, String named) {
        assertRefused(request.send(http, path(words)), 400, named);
    }

    @Test
    void inputsOfDifferentManyRowsAreRefused() {
        assertRefused(http.post(path(pair), """
                {"inputs": [{"name": "a", "shape": [2, 2], "datatype": "FP32", "data": [1, 2, 3, 4]},
                            {"name": "b", "shape": [1, 2], "datatype": "FP32", "data": [1, 2]}]}"""), 422, "rows");
        assertRefused(new BinaryRequest("", ROW, "0").send(http, path(pair)), 400, "one input");
    }

    @Test
    void parametersThatNobodyKnowsAreIgnored() {
        Answer answer = http.post(path(perceptron), with("\"parameters\": {\"sequence_id\": 7, \"x\": [{}], "
                + "\"timeout\": 0, \"priority\": 0, \"triton_enable\": true}"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void theRepositoryListsLoadsAndUnloads() {
        String name = words.name().value();
        assertThat(index("{}", name).get("state").asString()).isEqualTo("READY");
        assertThat(http.post("/v2/repository/models/" + name + "/unload", "").status()).isEqualTo(200);
        assertThat(index("", name).get("state").asString()).isEqualTo("UNAVAILABLE");
        assertThat(http.post("/v2/repository/index", "{\"ready\": true}").body()).doesNotContain(name);
        assertThat(http.get("/v2/models/" + name + "/ready").status()).isEqualTo(503);
        assertThat(http.get("/v2/health/ready").status()).isEqualTo(200);
        assertThat(http.post("/v2/repository/fairway/models/" + name + "/load", "{\"parameters\": {}}").status())
                .isEqualTo(200);
        assertThat(http.get("/v2/models/" + name + "/ready").status()).isEqualTo(200);
    }

    private JsonNode index(String body, String name) {
        return http.post("/v2/repository/index", body)
                .json()
                .valueStream()
                .filter(entry -> entry.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> repository() {
        return Stream.of(Arguments.of(400, "/v2/repository/index", "{\"ready\": 1}", "ready"),
                Arguments.of(400, "/v2/repository/index", "[]", "body"),
                Arguments.of(400, "/v2/repository/index", "{\"all\": true}", "all"),
                Arguments.of(404, "/v2/repository/models/nobody/load", "", "nobody"),
                Arguments.of(404, "/v2/repository/models/nobody/unload", "", "nobody"),
                Arguments.of(400, "/v2/repository/models/{m}/load", "{\"parameters\": {\"config\": \"{}\"}}", "config"),
                Arguments.of(400, "/v2/repository/models/{m}/load", "{\"parameters\": {\"file:1/m.pt\": \"\"}}",
                        "file"),
                Arguments.of(400, "/v2/repository/models/{m}/load", "{\"parameters\": 7}", "parameters"));
    }

    @ParameterizedTest
    @MethodSource
    void repository(int status, String path, String body, String named) {
        assertRefused(http.post(path.replace("{m}", perceptron.name().value()), body), status, named);
    }

    @Test
    void theConfigurationIsTritons() {
        JsonNode config = http.get("/v2/models/" + perceptron.name() + "/config").json();
        assertThat(config.at("/input/0").toString())
                .isEqualTo("{\"name\":\"x\",\"data_type\":\"TYPE_FP32\",\"dims\":[4]}");
        assertThat(config.get("max_batch_size").asInt()).isPositive();
        assertThat(config.get("platform").asString()).isEqualTo("pytorch_torchscript");
        assertThat(http.get("/v2/models/nobody/config").status()).isEqualTo(404);
    }

    @Test
    void theStatisticsCountWhatWasAnswered() {
        String path = "/v2/models/" + pair.name() + "/versions/1/stats";
        long before = http.get(path).json().at("/model_stats/0/inference_count").asLong();
        Answer answer = http.post(path(pair), """
                {"inputs": [{"name": "a", "shape": [2, 2], "datatype": "FP32", "data": [1, 2, 3, 4]},
                            {"name": "b", "shape": [2, 2], "datatype": "FP32", "data": [1, 2, 3, 4]}]}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode counted = http.get(path).json().at("/model_stats/0");
        assertThat(counted.get("inference_count").asLong()).isEqualTo(before + 2);
        assertThat(counted.at("/inference_stats/success/ns").asLong()).isPositive();
        assertThat(http.get("/v2/models/stats").body()).contains(pair.name().value());
    }

    private static Arguments refused(int status, String body, String named) {
        return Arguments.of(status, body, named);
    }

    private static Arguments split(BinaryRequest request, String named) {
        return Arguments.of(request, named);
    }

    private static String inputs(String inputs) {
        return "{\"inputs\": [" + inputs + "]}";
    }

    private static String tensor(String shape, String type, String data) {
        return inputs(
                "{\"name\": \"x\", \"shape\": %s, \"datatype\": \"%s\", \"data\": %s}".formatted(shape, type, data));
    }

    private static String noData() {
        return "{\"name\": \"x\", \"shape\": [1, 4], \"datatype\": \"FP32\"}";
    }

    private static String shared() {
        return noData().replace("}", ", \"parameters\": {\"shared_memory_region\": \"r\"}}");
    }

    private static String binary(String name, String shape, String type, String size) {
        return "{\"name\": \"%s\", \"shape\": %s, \"datatype\": \"%s\", \"parameters\": {\"binary_data_size\": %s}}"
                .formatted(name, shape, type, size);
    }

    private static BinaryRequest sized(String size) {
        return BinaryRequest.of(inputs(binary("x", "[1, 4]", "FP32", size)), ROW);
    }

    private static BinaryRequest words(String shape, byte[] bytes) {
        return BinaryRequest.of(inputs(binary("words", shape, "BYTES", Integer.toString(bytes.length))), bytes);
    }

    private static String with(String field) {
        return "{\"inputs\": [" + X + "], " + field + "}";
    }

    private static String output(String parameter) {
        return with("\"outputs\": [{\"name\": \"y\", \"parameters\": {" + parameter + "}}]");
    }

    private static void assertRefused(Answer answer, int status, String named) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).containsExactly("error");
        assertThat(answer.json().get("error").asString()).contains(named)
                .doesNotContain("Exception", "dev.fairway", "java.", "[Source");
    }

    private static String path(ServedModel model) {
        return "/v2/models/" + model.name() + "/infer";
    }
}
