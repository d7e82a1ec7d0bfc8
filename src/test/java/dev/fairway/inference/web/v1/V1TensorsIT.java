package dev.fairway.inference.web.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.tensor.DataType;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class V1TensorsIT {

    private final Http http;
    private final Models models;
    private final ServedModel perceptron;
    private final ServedModel pair;
    private final ServedModel words;

    @Autowired
    V1TensorsIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.models = models;
        this.perceptron = ServedModel.of(models, SampleModels::perceptron);
        this.pair = ServedModel.of(models, SampleModels::sumAndProduct);
        this.words = ServedModel.of(models, SampleModels::words);
    }

    @Test
    void rowsOfTheOneInputAreAnsweredRowByRow() {
        assertThat(answer(perceptron, "{\"instances\": [[1, 2, 3, 4], [-5, 6, 7, 8]]}", "predictions"))
                .isEqualTo("[[3.0,-1.0,0.5],[6.0,-1.0,0.5]]");
        assertThat(answer(perceptron, "{\"instances\": [{\"x\": [1, 2, 3, 4]}]}", "predictions"))
                .isEqualTo("[[3.0,-1.0,0.5]]");
    }

    @Test
    void aWholeTensorIsAnsweredByAWholeTensor() {
        assertThat(answer(perceptron, "{\"inputs\": [[1, 2, 3, 4]]}", "outputs")).isEqualTo("[[3.0,-1.0,0.5]]");
        assertThat(answer(perceptron, "{\"inputs\": {\"x\": [[1, 2, 3, 4]]}}", "outputs"))
                .isEqualTo("[[3.0,-1.0,0.5]]");
    }

    @Test
    void severalInputsAndOutputsGoByName() {
        assertThat(answer(pair, "{\"instances\": [{\"a\": [1, 2], \"b\": [3, 4]}, {\"b\": [7, 8], \"a\": [5, 6]}]}",
                "predictions"))
                .isEqualTo("[{\"sum\":[4.0,6.0],\"product\":[3.0,8.0]},"
                        + "{\"sum\":[12.0,14.0],\"product\":[35.0,48.0]}]");
        assertThat(answer(pair, "{\"inputs\": {\"a\": [[1, 2]], \"b\": [[3, 4]]}}", "outputs"))
                .isEqualTo("{\"sum\":[[4.0,6.0]],\"product\":[[3.0,8.0]]}");
    }

    @Test
    void stringsMayBeWrittenAsBase64() {
        assertThat(answer(words, "{\"instances\": [\"yes\", {\"b64\": \"bm8=\"}, {\"words\": \"so\"}]}", "predictions"))
                .isEqualTo("[\"YES! 😀\",\"NO! 😀\",\"SO! 😀\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"INT64 | [[9007199254740993,-9223372036854775808]]", "UINT8 | [[0,255]]",
            "BOOL | [[true,false]]", "FP64 | [[0.1,-0.0]]", "FP16 | [[0.5,65504.0]]", "BF16 | [[0.5,-1.0]]"})
    void elementsAreExact(DataType type, String rows) {
        ServedModel echo = ServedModel.of(models, (directory, id) -> SampleModels.echo(directory, id, type));
        assertThat(answer(echo, "{\"instances\": " + rows + "}", "predictions")).isEqualTo(rows);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(Arguments.of(400, "{\"instances\": [[1, 2, 3, 4], [1, 2, 3]]}", "instances[1]"),
                Arguments.of(422, "{\"instances\": [[1, 2, 3], [1, 2, 3]]}", "[-1, 4]"),
                Arguments.of(422, "{\"instances\": [[[1, 2, 3, 4]]]}", "nested"),
                Arguments.of(422, "{\"instances\": [1, 2]}", "inputs.x"),
                Arguments.of(400, "{\"instances\": [[]]}", "empty"), Arguments.of(400, "{\"instances\": []}", "row"),
                Arguments.of(422, "{\"instances\": [[1, [2], 3, 4]]}", "instances[0]"),
                Arguments.of(422, "{\"instances\": [[1, null, 3, 4]]}", "FP32"),
                Arguments.of(422, "{\"instances\": [[1, \"2\", 3, 4]]}", "FP32"),
                Arguments.of(422, "{\"instances\": [[1e99, 2, 3, 4]]}", "FP32"),
                Arguments.of(422, "{\"instances\": [{\"y\": [1, 2, 3, 4]}]}", "y is no input"),
                Arguments.of(422, "{\"instances\": [{}]}", "x: is missing"),
                Arguments.of(400, "{\"instances\": [{\"x\": [1, 2, 3, 4], \"x\": [1, 2, 3, 4]}]}", "twice"),
                Arguments.of(400, "{\"inputs\": []}", "empty"), Arguments.of(422, "{\"inputs\": 5}", "inputs.x"),
                Arguments.of(422, "{\"inputs\": null}", "FP32"),
                Arguments.of(422, "{\"instances\": " + "[".repeat(5000), "nested"),
                Arguments.of(400, "{\"instances\": [[1, 2, 3, 4]], \"inputs\": [[1, 2, 3, 4]]}", "once"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(int status, String body, String named) {
        Answer answer = http.post("/v1/models/" + perceptron.name() + ":predict", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("error").asString()).contains(named).doesNotContain("dev.fairway", "Exception");
    }

    private String answer(ServedModel model, String body, String field) {
        Answer answer = http.post("/v1/models/" + model.name() + ":predict", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get(field).toString();
    }
}
