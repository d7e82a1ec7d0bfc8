package dev.fairway.dataset.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is no table gets a 4xx that says where and what would be right, and leaves nothing behind. */
@RunningService
class MalformedDataSetsTests {

    private final Http http;

    MalformedDataSetsTests(@LocalServerPort int port) {
        http = new Http(port);
    }

    @AfterEach
    void nothingIsKept() {
        assertThat(http.get("/api/datasets?limit=500").body()).doesNotContain("malformed");
    }

    @ParameterizedTest
    @MethodSource
    void contents(String filename, byte[] bytes, String field, String words) {
        refused(http.upload("/api/datasets", "malformed-" + filename, bytes), 422, field, words);
    }

    static Stream<Arguments> contents() {
        return Stream.of(text("empty", "a.csv", "", "file", "empty"),
                text("blank lines only", "a.csv", "\n \n\n", "file", "empty"),
                text("a header only", "a.csv", "a,b,c\n", "file", "no rows"),
                text("a repeated column", "a.csv", "age,job,age\n1,x,2\n", "age", "two columns"),
                text("a column repeated in capitals", "a.csv", "age,AGE\n1,1\n", "AGE", "two columns"),
                text("a blank column name", "a.csv", "age,,job\n1,2,x\n", "column 2", "no name"),
                text("a row too short", "a.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n", "file", "line 3 has fewer"),
                text("a row too long", "a.csv", "a,b,c\n1,2,3\n\"x\ny\",5,6,7\n", "file", "line 3 has more"),
                text("an open quote", "a.csv", "a,b\n1,\"x\n2,y\n", "file", "line 2 opens a quote"),
                text("words behind a quote", "a.csv", "a,b\n1,\"x\"y\n2,z\n", "file", "line 2 opens a quote"),
                argumentSet("binary bytes", "a.csv", new byte[]{'a', ',', 'b', '\n', 1, 2, 3}, "file", "U+0001"),
                argumentSet("NUL bytes", "a.csv", new byte[]{'a', ',', 'b', '\n', '1', ',', 0}, "file", "line 2"),
                argumentSet("bytes that are not UTF-8", "a.csv", "a,b\n1,x\n2,caf\u00e9\n".getBytes(ISO_8859_1), "file",
                        "line 3, byte 13"),
                argumentSet("half a UTF-16 character", "a.csv", new byte[]{-1, -2, 'a', 0, '\n', 0, 'b'}, "file",
                        "UTF-16LE"),
                argumentSet("an image", "a.csv", new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "file",
                        "not valid UTF-8"),
                text("a Parquet that is none", "a.parquet", "a,b\n1,2\n", "file", "no Parquet"),
                argumentSet("half a Parquet", "a.parquet", half(parquet("SELECT 1 AS a")), "file", "cut off"),
                argumentSet("a Parquet with a broken middle", "a.parquet",
                        broken(parquet("SELECT range FROM range(9)")), "file", "damaged"),
                argumentSet("a Parquet with a list", "a.parquet", parquet("SELECT 1 AS a, [1, 2] AS scores"), "scores",
                        "no column of a table"),
                argumentSet("a Parquet with an object", "a.parquet", parquet("SELECT {'x': 1} AS place"), "place",
                        "no column of a table"),
                argumentSet("a Parquet with bytes", "a.parquet", parquet("SELECT 'x'::BLOB AS photo"), "photo",
                        "no column of a table"),
                argumentSet("a Parquet without rows", "a.parquet", parquet("SELECT 1 AS a LIMIT 0"), "file", "no rows"),
                argumentSet("a Parquet called csv", "a.csv", parquet("SELECT 1 AS a"), "file", "control character"),
                text("a broken line", "a.jsonl", "{\"a\": 1}\n{\"a\": \n", "file", "line 2 is broken JSON"),
                text("a line that is an array", "a.jsonl", "{\"a\": 1}\n\n[1, 2]\n", "file",
                        "line 3 is no JSON object"),
                text("a line that is a number", "a.jsonl", "1\n2\n", "file", "line 1 is no JSON object"),
                text("a nested object", "a.jsonl", "{\"a\": 1, \"place\": {\"x\": 1}}\n", "place", "line 1"),
                text("a nested array", "a.jsonl", "{\"a\": 1}\n{\"a\": [1]}\n", "a", "line 2"),
                text("a name twice in a line", "a.jsonl", "{\"a\": 1, \"a\": 2}\n", "file", "line 1"),
                text("two objects in a line", "a.jsonl", "{\"a\": 1} {\"a\": 2}\n", "file", "goes on after"),
                text("objects without names", "a.jsonl", "{}\n{}\n", "file", "no columns"),
                text("too many columns", "a.csv", wide(2001), "file", "2001 columns"));
    }

    @ParameterizedTest
    @MethodSource
    void specs(String spec, int status, String field, String words) {
        refused(http.upload("/api/datasets", "malformed.csv", "a;b\n1;x\n2;y\n".getBytes(UTF_8), "spec", spec), status,
                field, words);
    }

    static Stream<Arguments> specs() {
        return Stream.of(argumentSet("no JSON", "{\"header\": ", 400, "spec", "no JSON"),
                argumentSet("an unknown field", "{\"headers\": true}", 422, "spec.headers", "not known"),
                argumentSet("an unknown format", "{\"format\": \"xlsx\"}", 422, "spec.format",
                        "csv, parquet, jsonl, idx"),
                argumentSet("a delimiter of two", "{\"delimiter\": \"::\"}", 422, "spec.delimiter", "one character"),
                argumentSet("a quote as delimiter", "{\"delimiter\": \"\\\"\"}", 422, "spec.delimiter",
                        "one character"),
                argumentSet("a negative skip", "{\"skip\": -1}", 422, "spec.skip", "0 or more"),
                argumentSet("a skip of all lines", "{\"skip\": 99}", 422, "file", "skipped"),
                argumentSet("a header that is no boolean", "{\"header\": \"perhaps\"}", 422, "spec.header",
                        "true or false"),
                argumentSet("too few names", "{\"columns\": [\"a\"]}", 422, "spec.columns", "names 1 columns"),
                argumentSet("a name that is null", "{\"columns\": [\"a\", null]}", 422, "spec.columns[1]", "text"),
                argumentSet("a name twice", "{\"columns\": [\"a\", \"a\"]}", 422, "a", "two columns"),
                argumentSet("an unknown type", "{\"types\": {\"a\": \"colour\"}}", 422, "spec.types.a", "numeric"),
                argumentSet("a type of no column", "{\"types\": {\"c\": \"text\"}}", 422, "spec.types.c", "a, b"),
                argumentSet("a word as number", "{\"types\": {\"b\": \"numeric\"}}", 422, "b", "row 1 holds \"x\""),
                argumentSet("a number as time", "{\"types\": {\"a\": \"time\"}}", 422, "a", "row 1 holds \"1\""),
                argumentSet("a number as boolean", "{\"types\": {\"a\": \"boolean\"}}", 422, "a", "row 2 holds \"2\""),
                argumentSet("an array", "[]", 422, "spec", "a JSON object"));
    }

    @Test
    void aNameMustBeThereAndShort() {
        byte[] bytes = "a,b\n1,2\n".getBytes(UTF_8);
        refused(http.upload("/api/datasets", "malformed.csv", bytes, "name", " "), 422, "name", "1 to 200");
        refused(http.upload("/api/datasets", "malformed.csv", bytes, "name", "x".repeat(201)), 422, "name", "1 to 200");
        refused(http.upload("/api/datasets", "..", bytes), 422, "name", "missing");
    }

    @Test
    void aRequestWithoutAFileIsNotReadable() {
        var form = http.request("/api/datasets")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nmalformed\r\n--b--\r\n"));
        refused(http.send(form), 400, "file", "missing");
        assertThat(http.post("/api/datasets", "{").status()).isEqualTo(400);
        assertThat(http.post("/api/datasets", "{}").status()).isEqualTo(422);
    }

    private static void refused(Answer answer, int status, String field, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/errors/0/field").asString()).as(answer.body()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(words);
        assertThat(answer.body()).doesNotContain("dev.fairway", "Exception", "/incoming/", "target/");
    }

    private static Arguments text(String name, String filename, String text, String field, String words) {
        return argumentSet(name, filename, text.getBytes(UTF_8), field, words);
    }

    private static String wide(int columns) {
        return IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(",", "", "\n"))
                + "1,".repeat(columns - 1) + "1\n";
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** Damages the footer, with the magic at both ends left as it is. */
    private static byte[] broken(byte[] bytes) {
        byte[] broken = bytes.clone();
        Arrays.fill(broken, bytes.length / 2, bytes.length - 8, (byte) 0x7f);
        return broken;
    }

    private static byte[] parquet(String query) {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            Path file = Files.createTempDirectory("malformed").resolve("a.parquet");
            statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(query, file));
            byte[] bytes = Files.readAllBytes(file);
            org.springframework.util.FileSystemUtils.deleteRecursively(file.getParent());
            return bytes;
        } catch (java.sql.SQLException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
