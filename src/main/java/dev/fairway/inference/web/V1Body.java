package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a V1 body straight into columns: {@code {"instances": [row, …]}}, a row being an object by column name or an
 * array in the order of the schema, or the columnar {@code {"inputs": {column: [cell, …]}}}.
 */
final class V1Body {

    private final JsonParser json;
    private final Columns columns;
    private final int maxRows;
    private boolean filled;

    V1Body(JsonParser json, Columns columns, int maxRows) {
        this.json = json;
        this.columns = columns;
        this.maxRows = maxRows;
    }

    /** @throws Refusal when the body is malformed or does not fit the model */
    Question read() {
        Bodies.require(json.nextToken() == JsonToken.START_OBJECT, "body",
                "must be an object with instances or inputs");
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "instances" -> instances(value);
                case "inputs" -> inputs(value);
                case "signature_name" -> json.skipChildren();
                default -> throw Refusal.malformed(field, "is not known here; send instances or inputs");
            }
        }
        Bodies.end(json);
        Bodies.require(filled, "instances", "is missing; send the rows to predict as an array");
        return new Question(new Input.Table(columns.rows()), columns.facts(), Terms.USUAL);
    }

    private void once(String field) {
        Bodies.require(!filled, field, "comes on top of rows already given; send instances or inputs, once");
        filled = true;
    }

    private void instances(JsonToken value) {
        once("instances");
        Bodies.require(value == JsonToken.START_ARRAY, "instances", "must be an array of rows");
        int row = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            Bodies.limit(row, maxRows);
            switch (token) {
                case START_OBJECT -> named(row);
                case START_ARRAY -> ordered(row);
                default -> throw Columns.invalid("row " + row,
                        "must be an object by column name or an array in the order of the columns, not %s"
                                .formatted(Cells.kind(token)));
            }
            row++;
        }
        Bodies.require(row > 0, "instances", "is empty; send at least one row");
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

    private void inputs(JsonToken value) {
        once("inputs");
        Bodies.require(value == JsonToken.START_OBJECT, "inputs", "must be an object of column and cells");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            Cells cells = columns.get(name, "inputs");
            Bodies.require(json.nextToken() == JsonToken.START_ARRAY, "inputs." + name, "must be an array of cells");
            Bodies.require(cells.count() == 0, "inputs." + name, "is given twice; send it once");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                Bodies.limit(cells.count(), maxRows);
                cells.read(json);
            }
        }
        columns.checkCounts();
    }
}
