package dev.fairway.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.contract.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to read a file; whatever is null is found out from the bytes.
 *
 * @param format by its label: {@link Format}
 * @param header whether the first line names the columns (csv)
 * @param columns names of the columns, in order, where the file has none (csv); together with {@code header: true}
 *     they replace those of the file
 * @param delimiter one character (csv)
 * @param types type per column, against what the values look like
 * @param missing words that stand for a missing value, besides the empty one; {@code ?} and {@code NA} when null
 * @param skip lines to leave out at the start (csv)
 * @param damaged what to do about images that cannot be decoded: refuse all of them (the default), or leave those out
 * @param classes names of the classes in the order of their numbers, where the file has numbers only (idx)
 */
public record ImportSpec(
        @Nullable String format,
        @Nullable Boolean header,
        @Nullable List<String> columns,
        @Nullable String delimiter,
        @Nullable Map<String, ColumnType> types,
        @Nullable List<String> missing,
        @Nullable Integer skip,
        // What was imported before there were these is still known by the spec that it was imported with.
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Damaged damaged,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> classes) {

    public static final ImportSpec SNIFFED = new ImportSpec(null, null, null, null, null, null, null);

    /** What to do about images that cannot be decoded. */
    public enum Damaged {
        @JsonProperty("refuse")
        REFUSE, @JsonProperty("skip")
        SKIP
    }

    /** For a table. */
    public ImportSpec(
            @Nullable String format,
            @Nullable Boolean header,
            @Nullable List<String> columns,
            @Nullable String delimiter,
            @Nullable Map<String, ColumnType> types,
            @Nullable List<String> missing,
            @Nullable Integer skip) {
        this(format, header, columns, delimiter, types, missing, skip, null, null);
    }

    private static final List<String> MISSING = List.of("?", "NA");

    /** @throws Refusal when no file can be read so */
    public ImportSpec {
        if (format != null) {
            Format.named(format);
        }
        if (delimiter != null && (delimiter.length() != 1 || "\"\n\r".contains(delimiter))) {
            throw Refusal.invalid("spec.delimiter",
                    "must be one character that is neither a quote nor a line end, such as \",\" or \";\"");
        }
        if (skip != null && skip < 0) {
            throw Refusal.invalid("spec.skip", "must be 0 or more lines, not " + skip);
        }
        columns = columns == null ? null : List.copyOf(whole("spec.columns", columns));
        missing = missing == null ? null : List.copyOf(whole("spec.missing", missing));
        classes = classes == null ? null : List.copyOf(whole("spec.classes", classes));
        types = types == null ? null : new TreeMap<>(types);
    }

    private static List<String> whole(String field, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if ((Object) words.get(i) == null) {
                throw Refusal.invalid(field + "[" + i + "]", "must be a text, not null");
            }
        }
        return words;
    }

    public List<String> missingWords() {
        return missing == null ? MISSING : missing;
    }

    public Map<String, ColumnType> declaredTypes() {
        return types == null ? Map.of() : types;
    }

    /** The same spec for a format that is known from elsewhere, such as the name of the file. */
    public ImportSpec as(String known) {
        return new ImportSpec(known, header, columns, delimiter, types, missing, skip, damaged, classes);
    }
}
