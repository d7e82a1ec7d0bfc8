package dev.fairway.inference.web.v2;

import static dev.fairway.inference.web.v2.BinaryRequest.floats;
import static dev.fairway.inference.web.v2.BinaryRequest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.tensor.DataType;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import java.net.http.HttpRequest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class TensorsIT {

    private final Http http;
    private final Models models;

    @Autowired
    TensorsIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.models = models;
    }

    private String path(ServedModel model) {
        return "/v2/models/" + model.name() + "/infer";
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = {"BOOL", "UINT8", "INT8", "INT16", "INT32", "INT64", "FP16", "BF16",
            "FP32", "FP64"})
    void everyDatatypeComesBackByteByByte(DataType type) {
        ServedModel echo = ServedModel.of(models, (directory, id) -> SampleModels.echo(directory, id, type));
        byte[] bytes = new byte[6 * type.size()];
        new Random(7).nextBytes(bytes);
        for (int i = 0; type == DataType.BOOL && i < bytes.length; i++) {
            bytes[i] &= 1;
        }
        Answer answer = BinaryRequest.of("{\"inputs\": [%s], \"parameters\": {\"binary_data_output\": true}}"
                .formatted(binary("x", "[3, 2]", type.name(), bytes.length)), bytes).send(http, path(echo));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(BinaryRequest.behind(answer)).isEqualTo(bytes);
        assertThat(BinaryRequest.document(answer).at("/outputs/0/datatype").asString()).isEqualTo(type.name());
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void aBodyThatDoesNotSayItsLengthIsReadToo() {
        ServedModel echo = ServedModel.of(models, (directory, id) -> SampleModels.echo(directory, id, DataType.INT32));
        byte[] bytes = {1, 0, 0, 0, 2, 0, 0, 0};
        Answer answer = BinaryRequest.of("{\"inputs\": [%s], \"parameters\": {\"binary_data_output\": true}}"
                .formatted(binary("x", "[1, 2]", "INT32", bytes.length)), bytes).sendInChunks(http, path(echo));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(BinaryRequest.behind(answer)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"INT64 | [9007199254740993,-9223372036854775808]",
            "INT64 | [9223372036854775807,0]", "INT32 | [-2147483648,2147483647]", "UINT8 | [0,255]",
            "INT8 | [-128,127]", "INT16 | [-32768,32767]", "FP64 | [0.1,1.7976931348623157E308]",
            "FP32 | [0.1,3.4028235E38]", "BOOL | [true,false]"})
    void numbersAreExactAsJson(DataType type, String data) {
        ServedModel echo = ServedModel.of(models, (directory, id) -> SampleModels.echo(directory, id, type));
        JsonNode answer = answer(echo,
                "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 2], \"datatype\": \"%s\", ".formatted(type)
                        + "\"data\": " + data + "}]}");
        assertThat(answer.at("/outputs/0/data").toString()).isEqualTo(data);
    }

    @Test
    void flatAndNestedDataAreTheSame() {
        ServedModel model = ServedModel.of(models, SampleModels::perceptron);
        String flat = perceptron("[1, 2, 3, 4, -5, 6, 7, 8]");
        String nested = perceptron("[[1, 2, 3, 4], [-5, 6, 7, 8]]");
        assertThat(answer(model, nested).get("outputs")).isEqualTo(answer(model, flat).get("outputs"));
        assertThat(answer(model, flat).at("/outputs/0/data").toString()).isEqualTo("[3.0,-1.0,0.5,6.0,-1.0,0.5]");
    }

    private static String perceptron(String data) {
        return "{\"inputs\": [{\"name\": \"x\", \"shape\": [2, 4], \"datatype\": \"FP32\", \"data\": %s}]}"
                .formatted(data);
    }

    @Test
    void jsonAndBinaryTensorsMayBeMixedBothWays() {
        ServedModel model = ServedModel.of(models, SampleModels::sumAndProduct);
        Answer answer = BinaryRequest.of("""
                {"id": "mixed", "inputs": [{"name": "b", "shape": [1, 2], "datatype": "FP32", "data": [[2, 3]]}, %s],
                 "outputs": [{"name": "product", "parameters": {"binary_data": true}}, {"name": "sum"}]}"""
                .formatted(binary("a", "[1, 2]", "FP32", 8)), floats(5, 7)).send(http, path(model));
        JsonNode document = BinaryRequest.document(answer);
        assertThat(document.get("id").asString()).isEqualTo("mixed");
        assertThat(document.at("/outputs/0/name").asString()).isEqualTo("product");
        assertThat(document.at("/outputs/0/parameters/binary_data_size").asInt()).isEqualTo(8);
        assertThat(document.at("/outputs/0").has("data")).isFalse();
        assertThat(document.at("/outputs/1/data").toString()).isEqualTo("[7.0,10.0]");
        assertThat(BinaryRequest.behind(answer)).isEqualTo(floats(10, 21));
    }

    @Test
    void whatAnOutputSaysOfItselfOutweighsTheRequest() {
        ServedModel model = ServedModel.of(models, SampleModels::sumAndProduct);
        Answer answer = http.post(path(model), """
                {"inputs": [{"name": "a", "shape": [1, 2], "datatype": "FP32", "data": [1, 2]},
                            {"name": "b", "shape": [1, 2], "datatype": "FP32", "data": [3, 4]}],
                 "parameters": {"binary_data_output": true},
                 "outputs": [{"name": "sum"}, {"name": "product", "parameters": {"binary_data": false}}]}""");
        assertThat(BinaryRequest.behind(answer)).isEqualTo(floats(4, 6));
        assertThat(BinaryRequest.document(answer).at("/outputs/1/data").toString()).isEqualTo("[3.0,8.0]");
    }

    @Test
    void aBodyThatIsNothingButATensorIsOneRow() {
        ServedModel model = ServedModel.of(models, SampleModels::perceptron);
        Answer answer = new BinaryRequest("", floats(1, 2, 3, 4), "0").send(http, path(model));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(BinaryRequest.document(answer).at("/outputs/0/shape").toString()).isEqualTo("[1,3]");
        assertThat(BinaryRequest.behind(answer)).isEqualTo(floats(3, -1, 0.5f));
    }

    @Test
    void stringsGoInAndComeOutInBothWays() {
        ServedModel model = ServedModel.of(models, SampleModels::words);
        JsonNode written = answer(model, "{\"inputs\": [{\"name\": \"words\", \"shape\": [2], \"datatype\": \"BYTES\", "
                + "\"data\": [\"caf\\u00e9\", \"\"]}]}");
        assertThat(written.at("/outputs/0/data/0").asString()).startsWith("CAF").endsWith("! 😀");
        byte[] words = texts("yes", "no");
        Answer answer = BinaryRequest.of("{\"inputs\": [%s], \"parameters\": {\"binary_data_output\": true}}"
                .formatted(binary("words", "[2]", "BYTES", words.length)), words).send(http, path(model));
        assertThat(BinaryRequest.behind(answer)).isEqualTo(texts("YES! 😀", "NO! 😀"));
    }

    @Test
    void aNumberThatJsonHasNoWordForIsHadInBinaryOnly() {
        ServedModel echo = ServedModel.of(models, (directory, id) -> SampleModels.echo(directory, id, DataType.FP32));
        BinaryRequest request = BinaryRequest.of("{\"inputs\": [%s]}".formatted(binary("x", "[1, 2]", "FP32", 8)),
                floats(Float.NaN, Float.NEGATIVE_INFINITY));
        Answer refused = request.send(http, path(echo));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("error").asString()).contains("outputs.", "element 0", "binary_data");
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsRead() {
        ServedModel model = ServedModel.of(models, SampleModels::perceptron);
        byte[] body = perceptron("[1, 2, 3, 4, -5, 6, 7, 8]").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Answer answer = http.send(http.request(path(model))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String binary(String name, String shape, String type, int size) {
        return "{\"name\": \"%s\", \"shape\": %s, \"datatype\": \"%s\", \"parameters\": {\"binary_data_size\": %d}}"
                .formatted(name, shape, type, size);
    }

    private JsonNode answer(ServedModel model, String body) {
        Answer answer = http.post(path(model), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
