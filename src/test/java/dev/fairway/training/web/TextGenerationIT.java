package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Archives;
import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A model that goes on with texts, from its data set to the words that callers get. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextGenerationIT {

    private final Http http;
    private JsonNode job;

    TextGenerationIT(@LocalServerPort int port) {
        http = new Http(port);
        job = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }

    @BeforeAll
    void train() {
        SplittableRandom random = new SplittableRandom(3);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            String who = List.of("cat", "dog", "bird").get(random.nextInt(3));
            String where = Map.of("cat", "mat", "dog", "road", "bird", "roof").get(who);
            files.put("%s/%d.txt".formatted(who, i),
                    "The %s sits on the %s, and %s sings."
                            .formatted(who, where, random.nextBoolean() ? "nobody" : "everybody")
                            .getBytes(StandardCharsets.UTF_8));
        }
        String dataset = http.upload("/api/datasets", "stories.zip", Archives.zip(files)).json().get("id").asString();
        Http.Answer answer = http.post("/api/train-jobs", """
                {"model": "stories", "dataset": {"id": "%s"}, "epochs": 12, "batch_size": 16,
                 "optimizer": {"learning_rate": 0.01, "warmup_steps": 0}, "checks": {"max_duplicates": 1},
                 "gate": {"min": {"perplexity": 5}},
                 "architecture": {"type": "text_generator", "width": 32, "heads": 2, "layers": 1}}"""
                .formatted(dataset));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        job = new Job(http, answer.json().get("id").asString(), "stories").succeeded();
    }

    @Test
    void theJobTellsPerplexityAndItsGateReadsItAsAnUpperLimit() {
        assertThat(job.at("/metrics/test/perplexity").asDouble()).isBetween(1.0, 2.0);
        assertThat(job.at("/history/0/validation_perplexity").isNumber()).isTrue();
        assertThat(job.at("/gate/decision").asString()).isEqualTo("promoted");
    }

    @Test
    void aTextIsGoneOnWith() {
        JsonNode said = generate("{\"prompt\": \"the dog sits\", \"temperature\": 0}");
        assertThat(said.get("text").asString()).startsWith(" on the road, and ").endsWith("sings.");
        assertThat(said.get("finish_reason").asString()).isEqualTo("end");
        assertThat(said.get("prompt_tokens").asInt()).isEqualTo(3);
        assertThat(said.get("perplexity").asDouble()).isBetween(1.0, 2.0);
    }

    @Test
    void noMoreWordsComeThanWereAskedForAndTheSameSeedGivesTheSame() {
        String asked = "{\"prompt\": \"\", \"max_tokens\": 4, \"seed\": 5, \"top_k\": 3, \"top_p\": 0.95}";
        JsonNode said = generate(asked);
        assertThat(said.get("tokens").asInt()).isEqualTo(4);
        assertThat(said.get("finish_reason").asString()).isEqualTo("length");
        assertThat(generate(asked).get("text")).isEqualTo(said.get("text"));
    }

    @Test
    void wordsComeAsAStreamOfEvents() {
        String asked = "{\"prompt\": \"the bird\", \"temperature\": 0, \"stream\": true}";
        Http.Answer stream = http.post("/api/models/stories:generate", asked);
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.body()).contains("event:token\ndata:{\"token\":\" sits\",\"probability\":")
                .contains("event:done\ndata:{\"model_name\":\"stories\"");
        assertThat(stream.body().split("event:token", -1)).hasSizeGreaterThan(6);
    }

    @Test
    void theScoresOfTheNextWordAreToBeHadToo() {
        JsonNode said = http.post("/v2/models/stories/infer", """
                {"inputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": ["the cat"]}]}""").json();
        assertThat(said.at("/outputs/0/name").asString()).isEqualTo("logits");
        assertThat(said.at("/outputs/0/shape/1").asInt()).isGreaterThan(10);
    }

    @Test
    void whatWasMadeIsMeasured() {
        generate("{\"prompt\": \"the\", \"max_tokens\": 3}");
        assertThat(http.get("/actuator/prometheus").body())
                .contains("fairway_generation_tokens_count{model=\"stories\"")
                .contains("fairway_generation_tokens_per_second_sum{model=\"stories\"")
                .contains("protocol=\"generate\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"prompt": 7}                      | prompt
            {"prompt": "a", "max_tokens": 0}   | max_tokens
            {"prompt": "a", "temperature": -1} | temperature
            {"prompt": "a", "top_p": 2}        | top_p
            {"prompt": "a", "words": 2}        | words
            {"prompt": "a", "timeout": "soon"} | timeout
            """)
    void whatIsWrongIsNamed(String body, String field) {
        Http.Answer answer = http.post("/api/models/stories:generate", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void whatIsToldOfEveryModelIsToldOfThisOneToo() {
        String job = "/api/train-jobs/" + this.job.get("id").asString();
        for (String path : List.of("/api/models/stories/versions/1/card", "/api/models/stories/versions/1",
                job + "/plots/loss.png", job + "/data-report", "/v2/models/stories", "/api/models/stories/monitor")) {
            assertThat(http.get(path).status()).as(path + http.get(path).body()).isEqualTo(200);
        }
        assertThat(http.get("/api/models/stories/versions/1/card").body()).contains("perplexity");
    }

    @Test
    void modelsThatPredictDoNotGoOnWithTexts() {
        assertThat(http.post("/api/models/nobody:generate", "{\"prompt\": \"a\"}").status()).isEqualTo(404);
    }

    private JsonNode generate(String body) {
        Http.Answer answer = http.post("/api/models/stories:generate", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
