package dev.fairway.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningService
class DatasetControllerTests {

    private static final String CSV = "age,job,member\n41,clerk,true\n,nurse,false\n39,?,true\n";

    private final Http http;

    DatasetControllerTests(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void nothingIsBeingTakenInWhenNobodyBringsAnything() {
        assertThat(http.get("/api/datasets/imports").json().get("items")).isEmpty();
    }

    @Test
    void anUploadIsCreatedWithItsProfile() {
        Answer answer = upload("people.csv", CSV);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/datasets/" + answer.json().get("id").asString());
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("id", "name", "version", "format", "kind",
                "rows", "columns", "sha256", "quality", "created_at");
        assertThat(answer.json().get("name").asString()).isEqualTo("people");
        assertThat(answer.json().get("format").asString()).isEqualTo("csv");
        assertThat(answer.json().get("rows").asInt()).isEqualTo(3);
    }

    @Test
    void aColumnSaysWhatItsValuesAre() {
        var columns = upload("profile.csv", CSV).json().get("columns");
        var age = columns.get(0);
        assertThat(age.get("type").asString()).isEqualTo("numeric");
        assertThat(age.get("missing").asInt()).isEqualTo(1);
        assertThat(List.of(age.get("min").asDouble(), age.get("max").asDouble(), age.get("mean").asDouble()))
                .containsExactly(39.0, 41.0, 40.0);
        assertThat(columns.get(1).get("top").get(0).get("value").asString()).isEqualTo("clerk");
        assertThat(columns.get(2).get("type").asString()).isEqualTo("boolean");
    }

    @Test
    void theSameBytesAreTheVersionThatIsThere() {
        Answer first = upload("twice.csv", CSV);
        Answer again = upload("twice.csv", CSV);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void aSpecMayNameTheColumns() {
        Answer answer = http.upload("/api/datasets", "adult.data", text("39, State-gov\n50, ?\n"), "name", "adult",
                "spec", "{\"columns\": [\"age\", \"workclass\"], \"types\": {\"age\": \"categorical\"}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().at("/columns/0/type").asString()).isEqualTo("categorical");
        assertThat(answer.json().at("/columns/1/missing").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasUploadedIsFoundListedAndJudged() {
        Answer uploaded = upload("found.csv", CSV);
        String path = uploaded.header("Location");
        assertThat(http.get(path).json()).isEqualTo(uploaded.json());
        assertThat(http.get("/api/datasets?limit=500").json().get("items")).contains(uploaded.json());
        assertThat(http.get(path + "/quality").json()).isEqualTo(uploaded.json().get("quality"));
        assertThat(uploaded.json().at("/quality/checks/0/severity").asString()).isEqualTo("warning");
    }

    @Test
    void aNewerDataSetIsComparedColumnByColumn() {
        String older = upload("months.csv", months(0)).header("Location");
        String newer = upload("months.csv", months(20)).json().get("id").asString();
        var checks = http.get(older + "/quality?compare_with=" + newer).json().get("checks");
        assertThat(checks.valueStream().filter(c -> c.get("name").asString().equals("drift"))).singleElement()
                .satisfies(c -> assertThat(c.get("column").asString()).isEqualTo("age"))
                .satisfies(c -> assertThat(c.get("observed").asDouble()).isGreaterThan(c.get("threshold").asDouble()));
        assertThat(http.get(older + "/quality").json().get("checks").toString()).doesNotContain("drift");
        assertThat(http.get(older + "/quality?compare_with=none").status()).isEqualTo(404);
    }

    private static String months(int older) {
        StringBuilder csv = new StringBuilder("age,job\n");
        for (int i = 0; i < 400; i++) {
            csv.append(20 + older + i * 7919 % 41).append(',').append(i % 3 == 0 ? "clerk" : "nurse").append('\n');
        }
        return csv.toString();
    }

    @Test
    void aDeletedDataSetIsNotFound() {
        String path = upload("gone.csv", CSV).header("Location");
        assertThat(http.delete(path).status()).isEqualTo(204);
        assertThat(http.get(path).status()).isEqualTo(404);
        assertThat(http.get(path + "/quality").status()).isEqualTo(404);
        assertThat(http.delete(path).status()).isEqualTo(404);
    }

    @Test
    void aUriIsRefusedWithWhatToDoInstead() {
        Answer answer = http.post("/api/datasets",
                "{\"name\": \"a\", \"uri\": \"file:///etc/passwd\", \"format\": \"csv\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("uri");
        assertThat(answer.json().at("/errors/0/message").asString()).contains("upload the file");
    }

    @Test
    void noAnswerShowsAPathOfTheServer() {
        assertThat(upload("path.csv", CSV).body()).doesNotContain("test-home").doesNotContain("parquet");
    }

    private Answer upload(String filename, String text) {
        return http.upload("/api/datasets", filename, text(text));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
