package dev.fairway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.statistics.ClassificationScores;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Asks a model of the Adult census data about people over HTTP, and remembers what it said. */
final class AdultReplay {

    static final List<String> COLUMNS = List.of("age", "workclass", "fnlwgt", "education", "education_num",
            "marital_status", "occupation", "relationship", "race", "sex", "capital_gain", "capital_loss",
            "hours_per_week", "native_country", "income");
    private static final Set<String> NUMERIC = Set.of("age", "fnlwgt", "education_num", "capital_gain", "capital_loss",
            "hours_per_week");
    private static final String RICH = ">50K";
    private static final int BATCH = 500;

    /** Somebody, and what the model says of them. */
    record Said(Map<String, String> person, double rich) {

        boolean isRich() {
            return rich > 0.5;
        }
    }

    private final Http http;
    private final String path;
    private final List<Said> said = new ArrayList<>();

    AdultReplay(Http http, String model) {
        this.http = http;
        this.path = "/v1/models/" + model + ":predict";
    }

    /** The test file opens with a line of comment, and its labels end with a full stop. */
    static List<Map<String, String>> people(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(", "))
                    .map(line -> line.replaceFirst("\\.$", "").split(", "))
                    .map(cells -> IntStream.range(0, cells.length)
                            .boxed()
                            .collect(Collectors.toMap(COLUMNS::get, i -> cells[i])))
                    .toList();
        }
    }

    void ask(List<Map<String, String>> people) {
        for (int from = 0; from < people.size(); from += BATCH) {
            List<Map<String, String>> batch = people.subList(from, Math.min(people.size(), from + BATCH));
            String rows = batch.stream().map(AdultReplay::row).collect(Collectors.joining(","));
            Answer answer = http.post(path, "{\"instances\": [" + rows + "]}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            JsonNode predictions = answer.json().get("predictions");
            for (int i = 0; i < batch.size(); i++) {
                said.add(new Said(batch.get(i), predictions.get(i).get("probabilities").get(RICH).asDouble()));
            }
        }
    }

    private static String row(Map<String, String> person) {
        return COLUMNS.stream()
                .limit(COLUMNS.size() - 1)
                .map(column -> "\"%s\":%s".formatted(column, cell(column, person.getOrDefault(column, "?"))))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String cell(String column, String value) {
        return value.equals("?") ? "null" : NUMERIC.contains(column) ? value : '"' + value + '"';
    }

    /** The answers so far, in their order. */
    List<Said> said() {
        return List.copyOf(said);
    }

    /** How well the answers fit the labels. */
    static Map<String, Double> scores(List<Said> said) {
        int[] truth = said.stream().mapToInt(one -> RICH.equals(one.person().get("income")) ? 1 : 0).toArray();
        float[] probabilities = new float[2 * truth.length];
        for (int i = 0; i < truth.length; i++) {
            probabilities[2 * i] = (float) (1 - said.get(i).rich());
            probabilities[2 * i + 1] = (float) said.get(i).rich();
        }
        return ClassificationScores.of(truth, probabilities, 2);
    }

    /** Share of a sex that the model says is rich. */
    static double richShare(List<Said> said, String sex) {
        Predicate<Said> ofSex = one -> sex.equals(one.person().get("sex"));
        return said.stream().filter(ofSex).mapToInt(one -> one.isRich() ? 1 : 0).average().orElseThrow();
    }
}
