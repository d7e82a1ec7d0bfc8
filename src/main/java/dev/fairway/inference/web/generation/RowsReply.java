package dev.fairway.inference.web.generation;

import dev.fairway.feature.Column;
import dev.fairway.feature.RowRecipe;
import dev.fairway.feature.Rows;
import dev.fairway.inference.generation.Synthesis;
import dev.fairway.inference.version.ServedVersion;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Made rows as JSON or CSV. */
record RowsReply(ServedVersion version, RowRecipe recipe, List<Rows> made, long seed) {

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("model_name", version.id().model().value());
        json.writeStringProperty("model_version", Integer.toString(version.id().number()));
        json.writeNumberProperty("seed", seed);
        json.writeArrayPropertyStart("rows");
        for (Rows rows : made) {
            for (int row = 0; row < rows.count(); row++) {
                json.writeStartObject();
                for (Map.Entry<String, Column> column : rows.columns().entrySet()) {
                    json.writeName(column.getKey());
                    cell(json, Synthesis.cell(column, row));
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        RowRecipe.Privacy privacy = recipe.privacy();
        if (privacy != null) {
            json.writeObjectPropertyStart("privacy");
            json.writeNumberProperty("rows", privacy.rows());
            json.writeNumberProperty("closer", privacy.closer());
            json.writeNumberProperty("held_out_closer", privacy.heldOutCloser());
            json.writeNumberProperty("copies", privacy.copies());
            json.writeStringProperty("note", privacy.note());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void cell(JsonGenerator json, @Nullable Object cell) {
        switch (cell) {
            case null -> json.writeNull();
            case Double number -> json.writeNumber(plain(number));
            default -> json.writeString(cell.toString());
        }
    }

    private static BigDecimal plain(double number) {
        BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** A missing value is an empty cell (RFC 4180). */
    byte[] csv() {
        StringBuilder csv = new StringBuilder(
                recipe.parts().stream().map(part -> quoted(part.column())).collect(Collectors.joining(",", "", "\n")));
        for (Rows rows : made) {
            for (int row = 0; row < rows.count(); row++) {
                int at = row;
                csv.append(rows.columns()
                        .entrySet()
                        .stream()
                        .map(column -> text(Synthesis.cell(column, at)))
                        .collect(Collectors.joining(",", "", "\n")));
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Double number -> plain(number).toPlainString();
            default -> quoted(cell.toString());
        };
    }

    private static String quoted(String word) {
        return word.matches("(?s).*[\",\\r\\n].*") ? "\"" + word.replace("\"", "\"\"") + "\"" : word;
    }
}
