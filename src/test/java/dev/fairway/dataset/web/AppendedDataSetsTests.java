package dev.fairway.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A data set grows by rows that are sent later. */
@RunningService
class AppendedDataSetsTests {

    private final Http http;

    AppendedDataSetsTests(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void theNewVersionIsTheOldRowsAndTheNewOnes() {
        Answer first = upload("grown", "age,job\n41,clerk\n39,nurse\n");
        Answer second = append("grown", "job,age\npilot,50\n");
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.json().get("version").asInt()).isEqualTo(2);
        assertThat(second.json().get("rows").asInt()).isEqualTo(3);
        assertThat(second.json().at("/columns/0/max").asDouble()).isEqualTo(50);
        assertThat(second.json().get("sha256")).isNotEqualTo(first.json().get("sha256"));
        assertThat(http.get(first.header("Location")).json().get("rows").asInt()).isEqualTo(2);
    }

    @Test
    void theSameRowsSentAgainAreTheVersionThatIsThere() {
        upload("retried", "a,b\n1,2\n");
        Answer second = append("retried", "a,b\n3,4\n");
        Answer again = append("retried", "a,b\n3,4\n");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("id")).isEqualTo(second.json().get("id"));
        assertThat(append("retried", "a,b\n5,6\n").json().get("rows").asInt()).isEqualTo(3);
    }

    @Test
    void aColumnStaysWhatItIs() {
        http.upload("/api/datasets", "codes.csv", bytes("zip,n\n1,2\n2,3\n"), "spec",
                "{\"types\": {\"zip\": \"categorical\"}}");
        Answer grown = append("codes", "zip,n\n3,4\n");
        assertThat(grown.json().at("/columns/0/type").asString()).isEqualTo("categorical");
        refused(append("codes", "zip,n\n3,many\n"), "row 1 holds \"many\", which is not numeric");
    }

    @Test
    void otherColumnsAreRefused() {
        upload("narrow", "a,b\n1,2\n");
        refused(append("narrow", "a,c\n1,2\n"), "lacks the columns b; it has the columns c");
        refused(append("nothing-yet", "a,c\n1,2\n"), "no data set called 'nothing-yet'");
        assertThat(http.upload("/api/datasets", "narrow.csv", bytes("a,b\n1,2\n"), "append", "perhaps").status())
                .isEqualTo(422);
    }

    private Answer upload(String name, String text) {
        return http.upload("/api/datasets", name + ".csv", bytes(text));
    }

    private Answer append(String name, String text) {
        return http.upload("/api/datasets", "more.csv", bytes(text), "name", name, "append", "true");
    }

    private static void refused(Answer answer, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(words);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
