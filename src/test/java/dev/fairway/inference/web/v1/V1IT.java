package dev.fairway.inference.web.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.net.http.HttpRequest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class V1IT {

    private final Http http;
    private final ServedModel model;

    @Autowired
    V1IT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.model = ServedModel.in(models);
    }

    @Test
    void aRowByColumnNameIsPredicted() {
        JsonNode answer = answer("{\"instances\": [{\"age\": 51, \"sex\": \"Male\"}]}");
        double probability = 1 / (1 + Math.exp(-1.5));
        JsonNode prediction = answer.get("predictions").get(0);
        assertThat(prediction.get("label").asString()).isEqualTo(">50K");
        assertThat(prediction.get("score").asDouble()).isCloseTo(probability, within(1e-6));
        assertThat(prediction.get("probabilities").get("<=50K").asDouble()).isCloseTo(1 - probability, within(1e-6));
    }

    @Test
    void theAnswerSaysWhichVersionGaveItAndNamesEachPrediction() {
        JsonNode answer = answer("{\"instances\": [[51, \"Male\"], [20, \"Female\"]]}");
        assertThat(answer.get("model_name").asString()).isEqualTo(model.name().value());
        assertThat(answer.get("model_version").asString()).isEqualTo("1");
        assertThat(answer.get("prediction_ids").valueStream().map(JsonNode::asString)).hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void rowsInTheOrderOfTheSchemaAndColumnsGiveTheSame() {
        String named = predictions(
                "{\"instances\": [{\"sex\": \"Male\", \"age\": 51}, {\"sex\": null, \"age\": 7.5}]}");
        assertThat(predictions("{\"instances\": [[51, \"Male\"], [7.5, null]]}")).isEqualTo(named);
        assertThat(predictions("{\"inputs\": {\"age\": [51, 7.5], \"sex\": [\"Male\", null]}}")).isEqualTo(named);
    }

    @Test
    void aMissingNumberIsImputed() {
        assertThat(predictions("{\"instances\": [[null, \"Male\"]]}"))
                .isEqualTo(predictions("{\"instances\": [[38, \"Male\"]]}"));
    }

    @Test
    void anUnseenWordIsAnsweredLikeAMissingOne() {
        assertThat(predictions("{\"instances\": [[30, \"unheard of\"], [30, 5], [30, true], [30, \"\"]]}"))
                .isEqualTo(predictions("{\"instances\": [[30, null], [30, null], [30, null], [30, null]]}"));
    }

    @Test
    void thousandsOfRowsAreAnsweredInTheirOrder() {
        String rows = String.join(",", IntStream.range(0, 5000).mapToObj(i -> "[" + i % 90 + ",\"Male\"]").toList());
        JsonNode predictions = answer("{\"instances\": [" + rows + "]}").get("predictions");
        assertThat(predictions).hasSize(5000);
        assertThat(IntStream.range(0, 5000)).allMatch(i -> predictions.get(i).equals(predictions.get(i % 90)));
    }

    @Test
    void aCallerThatForgetsToSayJsonIsAnswered() {
        Answer answer = http.send(http.request(path())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{\"signature_name\": \"x\", \"instances\": [[1, null]]}")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aVersionAndAnAliasCanBeAsked() {
        String body = "{\"instances\": [[51, \"Male\"]]}";
        assertThat(http.post("/v1/models/" + model.name() + "/versions/1:predict", body).status()).isEqualTo(200);
        assertThat(http.post("/v1/models/" + model.name() + "/labels/production:predict", body).status())
                .isEqualTo(200);
    }

    @Test
    void theStateOfAModelIsToldAsTensorFlowServingTellsIt() {
        JsonNode status = http.get("/v1/models/" + model.name()).json().get("model_version_status").get(0);
        assertThat(status.get("version").asString()).isEqualTo("1");
        assertThat(status.get("state").asString()).isEqualTo("AVAILABLE");
        assertThat(status.get("status").get("error_code").asString()).isEqualTo("OK");
    }

    @Test
    void theMetadataNameEveryColumn() {
        JsonNode inputs = http.get("/v1/models/" + model.name() + "/metadata")
                .json()
                .at("/metadata/signature_def/signature_def/serving_default/inputs");
        assertThat(inputs.at("/age/dtype").asString()).isEqualTo("DT_DOUBLE");
        assertThat(inputs.at("/sex/tensor_shape/dim/0/size").asString()).isEqualTo("-1");
    }

    @Test
    void theModelsInProductionAreListed() {
        assertThat(http.get("/v1/models").json().get("models").valueStream().map(JsonNode::asString))
                .contains(model.name().value());
    }

    @Test
    void whatIsMeasuredHasTheNamesThatDashboardsRead() {
        answer("{\"instances\": [[51, \"Male\"]]}");
        http.post(path(), "{}");
        String tags = "model=\"%s\",outcome=\"%s\",protocol=\"v1\",version=\"1\"";
        assertThat(http.get("/actuator/prometheus").body())
                .contains("fairway_inference_seconds_count{" + tags.formatted(model.name(), "ok"))
                .contains("fairway_inference_seconds_bucket{" + tags.formatted(model.name(), "invalid"))
                .contains("fairway_inference_batch_size_count{device=\"cpu\",model=\"%s\"".formatted(model.name()))
                .contains("fairway_inference_queue_size{device=\"cpu\",model=\"%s\"".formatted(model.name()))
                .contains("fairway_inference_queue_seconds_count{device=\"cpu\",model=\"%s\"".formatted(model.name()));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(Arguments.of(400, "", "body"), Arguments.of(400, "age=51", "line 1, column"),
                Arguments.of(400, "{\"instances\": [[51, \"Male\"]]", "no JSON"),
                Arguments.of(400, "{\"instances\": [[51, \"Male\"]],}", "no JSON"),
                Arguments.of(400, "{\"instances\": [[NaN, \"Male\"]]}", "null"),
                Arguments.of(400, "{\"instances\": [[-Infinity, \"Male\"]]}", "null"),
                Arguments.of(400, "{\"instances\": [[51, \"Male\"]]} {}", "after the end"),
                Arguments.of(400, "[[51, \"Male\"]]", "instances"), Arguments.of(400, "null", "instances"),
                Arguments.of(400, "{}", "instances"), Arguments.of(400, "{\"instances\": []}", "at least one row"),
                Arguments.of(400, "{\"instances\": {\"age\": 51}}", "array of rows"),
                Arguments.of(400, "{\"instances\": null}", "array of rows"),
                Arguments.of(400, "{\"rows\": [[51, \"Male\"]]}", "rows"),
                Arguments.of(400, "{\"instances\": [[5, null]], \"inputs\": {\"age\": [5], \"sex\": [null]}}",
                        "inputs"),
                Arguments.of(400, "{\"instances\": [[5, null]], \"instances\": [[6, null]]}", "instances"),
                Arguments.of(400, "{\"inputs\": [[51, \"Male\"]]}", "inputs"),
                Arguments.of(400, "{\"inputs\": {\"age\": 51, \"sex\": \"Male\"}}", "inputs.age"),
                Arguments.of(400, "{\"inputs\": {\"age\": [1, 2], \"sex\": [\"Male\"]}}", "sex"),
                Arguments.of(400, "{\"inputs\": {\"age\": [1], \"sex\": [\"Male\"], \"age\": [2]}}", "age"),
                Arguments.of(422, "{\"inputs\": {\"age\": [], \"sex\": []}}", "age"),
                Arguments.of(422, "{\"inputs\": {\"age\": [1]}}", "sex"),
                Arguments.of(422, "{\"inputs\": {\"age\": [1], \"sex\": [null], \"colour\": [1]}}", "colour"),
                Arguments.of(422, "{\"inputs\": {\"age\": [1, \"x\"], \"sex\": [null, null]}}", "row 1, column age"),
                Arguments.of(422, "{\"instances\": [[51, \"Male\"], {\"age\": 3}]}", "row 1, column sex"),
                Arguments.of(422, "{\"instances\": [{}]}", "row 0, column age"),
                Arguments.of(422, "{\"instances\": [{\"age\": 1, \"sex\": null, \"AGE\": 2}]}", "AGE"),
                Arguments.of(422, "{\"instances\": [{\"age\": 1, \"sex\": null, \"age\": 2}]}", "row 0, column age"),
                Arguments.of(422, "{\"instances\": [[\"51\", \"Male\"]]}", "row 0, column age"),
                Arguments.of(422, "{\"instances\": [[true, \"Male\"]]}", "row 0, column age"),
                Arguments.of(422, "{\"instances\": [[51, 1.5]]}", "row 0, column sex"),
                Arguments.of(422, "{\"instances\": [[51, {\"b64\": \"aGk=\"}]]}", "row 0, column sex"),
                Arguments.of(422, "{\"instances\": [[[51], \"Male\"]]}", "row 0, column age"),
                Arguments.of(422, "{\"instances\": [[51]]}", "row 0, column sex"),
                Arguments.of(422, "{\"instances\": [[51, \"Male\", 3]]}", "row 0"),
                Arguments.of(422, "{\"instances\": [51]}", "row 0"),
                Arguments.of(422, "{\"instances\": [\"51\"]}", "row 0"),
                Arguments.of(422, "{\"instances\": [null]}", "row 0"),
                Arguments.of(422, "{\"instances\": [[1e999, null]]}", "row 0, column age"),
                Arguments.of(422, "{\"instances\": [[3, null], [1e300, null]]}", "row 1, column age"),
                Arguments.of(422, "{\"instances\": " + "[".repeat(5000), "row 0, column age"),
                Arguments.of(400, "{\"signature_name\": " + "[".repeat(5000), "no JSON"),
                Arguments.of(400, "{\"instances\": [[" + "9".repeat(5000) + ", null]]}", "no JSON"));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(int status, String body, String named) {
        assertRefused(http.post(path(), body), status, named);
        assertThat(http.post(path(), "{\"instances\": [[51, \"Male\"]]}").status()).isEqualTo(200);
    }

    static Stream<Arguments> misdirected() {
        return Stream.of(Arguments.of(404, "/v1/models/nobody:predict", "nobody"),
                Arguments.of(404, "/v1/models/no%20body:predict", "no body"),
                Arguments.of(404, "/v1/models/{m}/versions/9:predict", "9"),
                Arguments.of(404, "/v1/models/{m}/versions/one:predict", "one"),
                Arguments.of(404, "/v1/models/{m}/versions/99999999999:predict", "99999999999"),
                Arguments.of(404, "/v1/models/{m}/labels/staging:predict", "staging"),
                Arguments.of(404, "/v1/models/{m}:classify", "classify"),
                Arguments.of(404, "/v1/models/{m}:explain", "explain"));
    }

    @ParameterizedTest
    @MethodSource
    void misdirected(int status, String path, String named) {
        assertRefused(http.post(path.replace("{m}", model.name().value()), "{\"instances\": [[1, null]]}"), status,
                named);
    }

    @Test
    void aBodyOfAnotherKindIsRefused() {
        assertRefused(http.upload(path(), "rows.csv", new byte[]{1}), 415, "application/json");
        assertRefused(http.post(path(), "{}", "Content-Encoding", "gzip"), 415, "Content-Encoding");
    }

    private static void assertRefused(Answer answer, int status, String named) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).containsExactly("error");
        assertThat(answer.json().get("error").asString()).contains(named)
                .doesNotContain("Exception", "tools.jackson", "dev.fairway", "JsonReadFeature", "[Source");
    }

    private String predictions(String body) {
        return answer(body).get("predictions").toString();
    }

    private JsonNode answer(String body) {
        Answer answer = http.post(path(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private String path() {
        return "/v1/models/" + model.name() + ":predict";
    }
}
