package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.feature.Feature;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.inference.Input;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import dev.fairway.inference.json.Contents;
import dev.fairway.inference.json.V2Input;
import dev.fairway.inference.json.V2Request;
import dev.fairway.inference.table.Table;
import dev.fairway.tensor.Tensor;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a table model is asked: a tensor per column, in which JSON's {@code null} is a missing value, and facts beside
 * the columns in the parameter {@code attributes}.
 */
final class TableQuestion {

    private final Schema schema;
    private final Set<String> watched;
    private final V2Request request;

    /** @param watched facts that a request may bring */
    TableQuestion(Schema schema, Set<String> watched, V2Request request) {
        this.schema = schema;
        this.watched = watched;
        this.request = request;
    }

    /** @throws Refusal when the tensors are not the columns of the model */
    Question read(InferBody body, Terms terms, int maxRows) {
        Table table = new Table(schema.features(), watched, body.tensors(request, TableQuestion::tensor), maxRows);
        Rows rows = table.rows();
        Map<String, @Nullable String[]> facts = table.facts();
        request.inputs().forEach(input -> miss(input, rows, facts));
        attributes(rows.count(), facts);
        return new Question(new Input.Table(rows), facts, terms);
    }

    /** The tensor with an empty text or, for now, any number where the element is missing. */
    private static Tensor tensor(V2Input input) {
        return switch (input.contents()) {
            case Contents.Elements(var data, _) -> new Tensor(input.name(), input.type(), input.shape(), data);
            case Contents.Texts(var texts) -> Tensor.of(input.name(), input.shape(),
                    texts.stream()
                            .map(text -> Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8))
                            .toList());
            case Contents.Binary _,Contents.Absent _ -> throw new IllegalArgumentException("not in the document");
        };
    }

    private static void miss(V2Input input, Rows rows, Map<String, @Nullable String[]> facts) {
        if (!(input.contents() instanceof Contents.Elements(_, BitSet missing)) || missing.isEmpty()) {
            return;
        }
        switch (rows.columns().get(input.name())) {
            case Column.Numbers(double[] values) -> missing.stream().forEach(row -> values[row] = Double.NaN);
            case Column.Words(@Nullable String[] words) -> miss(missing, words);
            case null -> miss(missing, facts.getOrDefault(input.name(), new String[missing.length()]));
        }
    }

    private static void miss(BitSet missing, @Nullable String[] words) {
        missing.stream().forEach(row -> words[row] = null);
    }

    private void attributes(int rows, Map<String, @Nullable String[]> facts) {
        Object attributes = request.parameters().get("attributes");
        if (!request.parameters().containsKey("attributes")) {
            return;
        }
        if (!(attributes instanceof Map<?, ?> given)) {
            throw Refusal.malformed("parameters.attributes", "must be an object of name and array");
        }
        given.forEach((name, words) -> {
            String place = "parameters.attributes." + name;
            check(String.valueOf(name), place, facts);
            facts.put(String.valueOf(name), words(words, place, rows));
        });
    }

    private void check(String name, String place, Map<String, @Nullable String[]> facts) {
        List<String> features = schema.features().stream().map(Feature::name).toList();
        if (!watched.contains(name) || features.contains(name)) {
            throw Refusal.invalid(place, "is no attribute that is watched for this model; there are %s"
                    .formatted(watched.stream().filter(known -> !features.contains(known)).toList()));
        }
        if (facts.containsKey(name)) {
            throw Refusal.malformed(place, "is given twice; send it once");
        }
    }

    private static @Nullable String[] words(@Nullable Object given, String place, int rows) {
        if (!(given instanceof List<?> list) || list.size() != rows) {
            throw Refusal.malformed(place, "must be an array with a word for each of the %d rows".formatted(rows));
        }
        @Nullable
        String[] words = new String[rows];
        Arrays.setAll(words, row -> word(list.get(row), place, row));
        return words;
    }

    private static @Nullable String word(@Nullable Object given, String place, int row) {
        return switch (given) {
            case null -> null;
            case String word -> word.isEmpty() ? null : word;
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> throw Refusal.invalid("%s[%d]".formatted(place, row),
                    "must be a string; send null where it is not known");
        };
    }
}
