package dev.fairway.inference.web.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class V2IT {

    private static final String AGE = "{\"name\": \"age\", \"shape\": [2], \"datatype\": \"FP64\", \"data\": [51, 20.5]}";
    private static final String SEX = "{\"name\": \"sex\", \"shape\": [2], \"datatype\": \"BYTES\", \"data\": [\"Male\", \"\"]}";

    private final Http http;
    private final ServedModel model;

    @Autowired
    V2IT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.model = ServedModel.in(models);
    }

    @Test
    void everyOutputIsATensor() {
        JsonNode answer = answer("{\"id\": \"q-7\", \"inputs\": [%s, %s]}".formatted(AGE, SEX));
        assertThat(answer.get("id").asString()).isEqualTo("q-7");
        assertThat(answer.get("model_version").asString()).isEqualTo("1");
        assertThat(answer.at("/outputs/0").toString())
                .isEqualTo("{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\">50K\",\"<=50K\"]}");
        assertThat(answer.at("/outputs/1/name").asString()).isEqualTo("score");
        assertThat(answer.at("/outputs/2/shape").toString()).isEqualTo("[2,2]");
        assertThat(answer.at("/outputs/2/data")).hasSize(4);
        assertThat(answer.at("/parameters/prediction_ids")).hasSize(2);
    }

    @Test
    void onlyTheOutputsAskedForAreSent() {
        JsonNode answer = answer("{\"inputs\": [%s, %s], \"outputs\": [{\"name\": \"score\"}]}".formatted(AGE, SEX));
        assertThat(answer.get("outputs")).hasSize(1);
        assertThat(answer.at("/outputs/0/name").asString()).isEqualTo("score");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"age\", \"shape\": [2, 1], \"datatype\": \"FP32\", \"data\": [[51], [20.5]]}",
            "{\"name\": \"age\", \"shape\": [2, 1], \"datatype\": \"FP64\", \"data\": [51, 20.5]}",
            "{\"data\": [51, 20.5], \"datatype\": \"FP64\", \"shape\": [2], \"name\": \"age\"}",
            "{\"parameters\": {\"binary_data\": false}, \"name\": \"age\", \"shape\": [2], \"datatype\": \"FP64\", \"data\": [51, 20.5]}"})
    void aColumnMayBeWrittenInMoreThanOneWay(String age) {
        assertThat(answer("{\"inputs\": [%s, %s]}".formatted(age, SEX)).get("outputs"))
                .isEqualTo(answer("{\"inputs\": [%s, %s]}".formatted(AGE, SEX)).get("outputs"));
    }

    @Test
    void aModelDescribesItsColumns() {
        JsonNode metadata = http.get("/v2/models/" + model.name()).json();
        assertThat(metadata.get("platform").asString()).isEqualTo("pytorch_torchscript");
        assertThat(metadata.get("versions").toString()).isEqualTo("[\"1\"]");
        assertThat(metadata.get("inputs").toString())
                .isEqualTo("[{\"name\":\"age\",\"datatype\":\"FP64\",\"shape\":[-1]},"
                        + "{\"name\":\"sex\",\"datatype\":\"BYTES\",\"shape\":[-1]}]");
        assertThat(metadata.at("/outputs/2/shape").toString()).isEqualTo("[-1,2]");
    }

    @Test
    void theServerAndItsHealthAreTold() {
        assertThat(http.get("/v2").json().at("/extensions/0").asString()).isEqualTo("binary_tensor_data");
        assertThat(http.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
        assertThat(http.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
        assertThat(http.get("/v2/models/" + model.name() + "/ready").json().get("ready").asBoolean()).isTrue();
        assertThat(http.get("/v2/models/" + model.name() + "/versions/1/ready").status()).isEqualTo(200);
        assertThat(http.get("/v2/models/nobody/ready").status()).isEqualTo(404);
        assertThat(http.get("/actuator/health/readiness").json().get("status").asString()).isEqualTo("UP");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(Arguments.of(400, "{}", "inputs"), Arguments.of(400, "{\"inputs\": {}}", "inputs"),
                Arguments.of(400, "{\"inputs\": [7]}", "inputs[0]"),
                Arguments.of(400, "{\"inputs\": [{\"name\": \"age\"}]}", "shape"),
                Arguments.of(400, input("age", "[2]", "FP46", "[1, 2]"), "FP46"),
                Arguments.of(400, input("age", "[2]", "FP16", "[1, 2]"), "FP32"),
                Arguments.of(400, input("age", "[3]", "FP64", "[1, 2]"), "3 elements"),
                Arguments.of(400, input("age", "[1, 2]", "FP64", "[1, 2]"), "[rows, 1]"),
                Arguments.of(400, input("age", "[-1]", "FP64", "[1, 2]"), "shape"),
                Arguments.of(400, input("age", "[99999999999]", "FP64", "[1, 2]"), "shape"),
                Arguments.of(400, input("age", "[0]", "FP64", "[]"), "at least one row"),
                Arguments.of(400, input("age", "[2]", "FP64", "[[[1]], [[2]]]"), "nested"),
                Arguments.of(400, input("age", "[2]", "FP64", "7"), "array"),
                Arguments.of(400, input("age", "[2]", "FP64", "[1, 2], \"binary_data_size\": 16"), "inputs[0]"),
                Arguments.of(400, input("age", "[2]", "FP64", "[1, 2], \"parameters\": {\"binary_data_size\": 16}"),
                        "binary"),
                Arguments.of(422, input("age", "[2]", "BYTES", "[\"1\", \"2\"]"), "inputs.age"),
                Arguments.of(422, input("age", "[2]", "INT8", "[1, 128]"), "inputs.age.data[1]"),
                Arguments.of(422, input("age", "[2]", "UINT8", "[-1, 2]"), "inputs.age.data[0]"),
                Arguments.of(422, input("age", "[2]", "INT64", "[1, 2.5]"), "inputs.age.data[1]"),
                Arguments.of(422, input("age", "[2]", "FP64", "[1, \"2\"]"), "inputs.age.data[1]"),
                Arguments.of(422, input("age", "[1]", "FP64", "[1e300]"), "row"),
                Arguments.of(422, input("aeg", "[2]", "FP64", "[1, 2]"), "aeg"),
                Arguments.of(422, "{\"inputs\": [" + AGE + "]}", "sex"),
                Arguments.of(400, whole("\"outputs\": [{\"name\": \"logits\"}]"), "logits"),
                Arguments.of(400, whole("\"outputs\": [\"label\"]"), "outputs[0]"),
                Arguments.of(400, whole("\"parameters\": {\"timeout\": -5}"), "timeout"),
                Arguments.of(400, whole("\"parameters\": {\"timeout\": \"1s\"}"), "timeout"),
                Arguments.of(422, whole("\"parameters\": {\"attributes\": {\"shoe_size\": [1, 2]}}"), "shoe_size"),
                Arguments.of(400, whole("\"id\": 7"), "id"), Arguments.of(400, whole("\"extra\": 7"), "extra"),
                Arguments.of(400, "{\"inputs\": [" + AGE + ", " + AGE + ", " + SEX + "]}", "age"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(int status, String body, String named) {
        Answer answer = http.post(path(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("error").asString()).contains(named).doesNotContain("Exception", "dev.fairway");
    }

    @Test
    void aDeadlineThatCannotBeMetIsToldAsSuch() {
        Answer answer = http.post(path(), whole("\"parameters\": {\"timeout\": 1}"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(504);
    }

    private static String input(String name, String shape, String datatype, String data) {
        return "{\"inputs\": [{\"name\": \"%s\", \"shape\": %s, \"datatype\": \"%s\", \"data\": %s}, %s]}".formatted(
                name, shape, datatype, data,
                shape.equals("[1]") ? SEX.replace("[2]", "[1]").replace(", \"\"]", "]") : SEX);
    }

    private static String whole(String field) {
        return "{\"inputs\": [%s, %s], %s}".formatted(AGE, SEX, field);
    }

    private JsonNode answer(String body) {
        Answer answer = http.post(path(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String path() {
        return "/v2/models/" + model.name() + "/infer";
    }
}
