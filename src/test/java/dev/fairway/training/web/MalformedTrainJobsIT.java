package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class MalformedTrainJobsIT {

    private final Http http;
    private final String dataset;

    @Autowired
    MalformedTrainJobsIT(@LocalServerPort int port) {
        this.http = new Http(port);
        this.dataset = Debtors.upload(http);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'model':'a b'                                     | model                        | letters, digits
            'model':7                                         | model                        | must be a text
            'model':'../../etc'                               | model                        | starts with a letter
            'dataset':{'id':'nowhere'}                        | dataset.id                   | upload it to /api/datasets
            'dataset':'debtors'                               | dataset                      | must be an object
            'dataset':{'name':'debtors','version':'1'}        | dataset.version              | whole number
            'target':'z'                                      | target                       | age, debt, job, sex, y
            'target':['y']                                    | target                       | must be a text
            'task':'regression'                               | task                         | numeric
            'features':{'include':['y']}                      | features.include             | target
            'features':{'exclude':'age'}                      | features.exclude             | must be a list
            'features':{'include':['height']}                 | features.include             | its columns are
            'features':{'exclude':['age','debt','job','sex']} | features                     | no column is left
            'features':{'types':{'job':'numeric'}}            | features.types.job           | use categorical
            'fairness':{'attributes':[{'name':'sex','privileged':['x']}],'favourable':['yes']} | fairness.attributes[0].privileged[0] | it has f, m
            'fairness':{'attributes':[{'name':'sex','privileged':['m']}],'favourable':['ja']} | fairness.favourable[0] | it has no, yes
            'split':{'test':0.9}                              | split.test                   | from 0.01 to 0.8
            'optimizer':{'learning_rate':1e999}               | optimizer.learning_rate      | must be a number
            'optimizer':{'type':'ADAMW'}                      | optimizer.type               | adamw, adam, sgd
            'loss':'huber'                                    | loss                         | cross_entropy
            'loss':'weighted_cross_entropy','class_weights':{'maybe':2} | class_weights.maybe | it has no, yes
            'epochs':99999999999999999999                     | epochs                       | from 1 to 10000
            'seed':-1                                         | seed                         | from 0 to
            'threads':0                                       | threads                      | from 1 to 64
            'timeout':'P1Y'                                   | timeout                      | such as PT1H
            'gate':{'min':{'r2':0.9}}                         | gate.min.r2                  | accuracy
            'early_stopping':{'patience':1.5}                 | early_stopping.patience      | whole number
            'on_success':'Production'                         | on_success                   | lower-case
            'hyper':{}                                        | hyper                        | known are
            """)
    void aWrongFieldIsNamedAndWhatWouldBeRight(String field, String path, String remedy) {
        Answer answer = http.post("/api/train-jobs", body(field));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("errors").valueStream().filter(e -> is(path, e)).toList()).as(answer.body())
                .singleElement()
                .satisfies(e -> assertThat(e.get("message").asString()).contains(remedy));
        assertThat(answer.body()).doesNotContain("dev.fairway", "java.", "Exception", "_CLASSIFICATION", "train-jobs/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"model\": }", "{} {}", "nope", "\u0000"})
    void whatIsNoJsonIsMalformed(String body) {
        Answer answer = http.post("/api/train-jobs", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).contains("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"model\"", "null", "{}"})
    void whatIsNoJobSaysWhatAJobNeeds(String body) {
        Answer answer = http.post("/api/train-jobs", body);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=done", "limit=0", "limit=501", "limit=x"})
    void aListThatCannotBeAskedForIsRefused(String query) {
        Answer answer = http.get("/api/train-jobs?" + query);
        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.json().get("errors").get(0).get("field").asString())
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void anEmptyIdempotencyKeyIsRefused() {
        Answer answer = http.post("/api/train-jobs", body("'epochs':1"), "Idempotency-Key", " ");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    private static boolean is(String path, JsonNode error) {
        return error.get("field").asString().equals(path);
    }

    /** A job that is right but for the given field. */
    private String body(String field) {
        String name = field.substring(1, field.indexOf('\'', 1));
        StringBuilder body = new StringBuilder("{");
        add(body, name, "model", "\"m\"");
        add(body, name, "dataset", "{\"id\": \"%s\"}".formatted(dataset));
        add(body, name, "target", "\"y\"");
        return body.append(field.replace('\'', '"')).append('}').toString();
    }

    private static void add(StringBuilder body, String wrong, String name, String value) {
        if (!name.equals(wrong)) {
            body.append("\"%s\": %s, ".formatted(name, value));
        }
    }
}
