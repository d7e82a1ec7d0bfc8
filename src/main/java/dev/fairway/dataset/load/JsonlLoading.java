package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.load.RawColumn.Kind;
import dev.fairway.dataset.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Loads JSON lines. Every line is looked at first, so that the columns are those of all lines and a line that is no
 * flat object is refused by its number.
 */
final class JsonlLoading implements Loading {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST_LINE = 16 << 20;

    @Override
    public List<RawColumn> load(Sandbox sandbox, Path text, ImportSpec spec) throws IOException {
        Map<String, Kind> kinds = kinds(text);
        if (kinds.isEmpty()) {
            throw Refusal.invalid("file", "has no columns; every line must be an object such as {\"age\": 41}");
        }
        List<String> names = List.copyOf(kinds.keySet());
        String types = names.stream()
                .map(n -> Sandbox.literal(n) + ": '" + type(kinds.getOrDefault(n, Kind.UNTYPED)) + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        String renamed = IntStream.range(0, names.size())
                .mapToObj(i -> Sandbox.identifier(names.get(i)) + " AS " + RawColumn.column(i))
                .collect(Collectors.joining(", "));
        sandbox.run("""
                CREATE TABLE %s AS SELECT %s FROM read_json(%s, format='newline_delimited', auto_detect=false,
                  maximum_object_size=%d, columns=%s)""".formatted(RawColumn.TABLE, renamed,
                Sandbox.literal(text.toString()), LONGEST_LINE, types));
        return IntStream.range(0, names.size())
                .mapToObj(i -> new RawColumn(names.get(i), RawColumn.column(i),
                        kinds.getOrDefault(names.get(i), Kind.UNTYPED), spec.missingWords()))
                .toList();
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case NUMBERS -> "DOUBLE";
            case TRUTHS -> "BOOLEAN";
            case UNTYPED, WORDS, MOMENTS -> "VARCHAR";
        };
    }

    /** The names in the order of their first appearance, and what all their values are. */
    private static Map<String, Kind> kinds(Path text) throws IOException {
        Map<String, Set<Kind>> seen = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(text)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    new Line(number, line).addTo(seen);
                }
            }
        }
        Map<String, Kind> kinds = new LinkedHashMap<>();
        seen.forEach((name, all) -> kinds.put(name, all.size() == 1 ? all.iterator().next() : Kind.UNTYPED));
        return kinds;
    }

    private record Line(long number, String text) {

        void addTo(Map<String, Set<Kind>> seen) {
            try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw refused("is no JSON object; every line must be one, such as {\"age\": 41}");
                }
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = String.valueOf(parser.currentName());
                    add(seen.computeIfAbsent(name, _ -> EnumSet.noneOf(Kind.class)), name, parser.nextToken());
                }
                if (parser.nextToken() != null) {
                    throw refused("goes on after its object; write one object per line");
                }
            } catch (JacksonException e) {
                throw refused("is broken JSON: " + e.getOriginalMessage());
            }
        }

        private void add(Set<Kind> kinds, String name, JsonToken token) {
            switch (token) {
                case VALUE_STRING -> kinds.add(Kind.WORDS);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> kinds.add(Kind.NUMBERS);
                case VALUE_TRUE, VALUE_FALSE -> kinds.add(Kind.TRUTHS);
                case VALUE_NULL -> {
                }
                default -> throw Refusal.invalid(name,
                        "line %d holds a nested value; give every value a name of its own".formatted(number));
            }
        }

        private Refusal refused(String complaint) {
            return Refusal.invalid("file", "line %d %s".formatted(number, complaint));
        }
    }
}
