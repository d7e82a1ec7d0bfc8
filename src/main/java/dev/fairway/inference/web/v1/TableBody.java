package dev.fairway.inference.web.v1;

import dev.fairway.inference.Input;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads rows straight into columns: a row is an object by column name or an array in the order of the schema; the columnar
 * form is an object with an array of cells per column.
 */
final class TableBody implements V1Body.Filling {

    private final JsonParser json;
    private final Columns columns;
    private final int maxRows;

    TableBody(JsonParser json, Columns columns, int maxRows) {
        this.json = json;
        this.columns = columns;
        this.maxRows = maxRows;
    }

    @Override
    public void instance(int row) {
        switch (json.currentToken()) {
            case START_OBJECT -> named(row);
            case START_ARRAY -> ordered(row);
            default -> throw Columns.invalid("row " + row,
                    "must be an object by column name or an array in the order of the columns, not %s"
                            .formatted(Cells.kind(json.currentToken())));
        }
    }

    @Override
    public Input rows(int count) {
        return new Input.Table(columns.rows());
    }

    @Override
    public Map<String, @Nullable String[]> facts() {
        return columns.facts();
    }

    @Override
    public Input inputs() {
        V1Body.require(json.currentToken() == JsonToken.START_OBJECT, "inputs",
                "must be an object of column and cells");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            Cells cells = columns.get(name, "inputs");
            V1Body.require(json.nextToken() == JsonToken.START_ARRAY, "inputs." + name, "must be an array of cells");
            V1Body.require(cells.count() == 0, "inputs." + name, "is given twice; send it once");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                V1Body.limit(cells.count(), maxRows);
                cells.read(json);
            }
        }
        columns.checkCounts();
        return new Input.Table(columns.rows());
    }

    private void named(int row) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            Cells cells = columns.get(name, "row " + row);
            if (cells.count() > row) {
                throw Columns.invalid("row %d, column %s".formatted(row, name), "is given twice; send it once");
            }
            json.nextToken();
            cells.read(json);
        }
        for (Cells cells : columns.features()) {
            if (cells.count() == row) {
                throw cells.wrong("is missing; send null where the value is not known");
            }
        }
        fillFacts(row);
    }

    private void ordered(int row) {
        for (Cells cells : columns.features()) {
            if (json.nextToken() == JsonToken.END_ARRAY) {
                throw cells.wrong("is missing; a row has %d cells".formatted(columns.features().size()));
            }
            cells.read(json);
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw Columns.invalid("row " + row,
                    "has more than the %d cells of the model's columns".formatted(columns.features().size()));
        }
        fillFacts(row);
    }

    /** Facts are kept once any row brings them; a row without them has none known. */
    private void fillFacts(int row) {
        columns.attributes().stream().filter(cells -> cells.count() <= row).forEach(cells -> cells.skipTo(row + 1));
    }
}
