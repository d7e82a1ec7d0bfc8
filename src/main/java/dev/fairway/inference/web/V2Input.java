package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads one tensor of a V2 request. Its fields may come in any order; data that come before the name and the datatype
 * that say how to read them wait in a buffer.
 */
final class V2Input {

    private final JsonParser json;
    private final Columns columns;
    private final int maxRows;
    private final String place;
    private @Nullable String name;
    private @Nullable DataType type;
    private @Nullable List<Integer> shape;
    private @Nullable TokenBuffer early;
    private @Nullable Cells cells;

    V2Input(JsonParser json, Columns columns, int maxRows, String place) {
        this.json = json;
        this.columns = columns;
        this.maxRows = maxRows;
        this.place = place;
    }

    /** @throws Refusal when the tensor is malformed or does not fit its column */
    void read() {
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            switch (field) {
                case "name" -> name = Bodies.string(json, place + ".name");
                case "datatype" -> type = Tensors.datatype(place, Bodies.string(json, place + ".datatype"));
                case "shape" -> shape = shape();
                case "parameters" -> Bodies.refuseBinary(json, place + ".parameters");
                case "data" -> data();
                default -> throw Refusal.malformed(place + "." + field,
                        "is not known here; send name, shape, datatype, parameters, data");
            }
        }
        finish();
    }

    private void data() {
        Bodies.require(early == null && cells == null, place + ".data", "is given twice; send it once");
        if (name == null || type == null) {
            early = TokenBuffer.forGeneration();
            early.copyCurrentStructure(json);
        } else {
            cells = fill(json, name, type);
        }
    }

    private void finish() {
        if (name == null || type == null || shape == null) {
            throw Refusal.malformed(place, "must have name, shape and datatype");
        }
        if (early != null) {
            try (JsonParser buffered = early.asParser()) {
                buffered.nextToken();
                cells = fill(buffered, name, type);
            }
        }
        if (cells == null) {
            throw Refusal.malformed("inputs." + name, "must have data, an array of its elements");
        }
        int elements = shape.getFirst();
        Bodies.require(cells.count() == elements, "inputs." + name,
                "the shape %s needs %d elements, but data has %d".formatted(shape, elements, cells.count()));
        Bodies.require(elements > 0, "inputs." + name, "is empty; send at least one row");
    }

    private Cells fill(JsonParser from, String column, DataType datatype) {
        Cells filled = columns.get(column, place);
        Bodies.require(filled.count() == 0, "inputs." + column, "is given twice; send it once");
        Tensors.read(from, filled, datatype, maxRows);
        return filled;
    }

    private List<Integer> shape() {
        Bodies.require(json.currentToken() == JsonToken.START_ARRAY, place + ".shape", "must be an array of integers");
        List<Integer> extents = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Bodies.require(
                    json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getBigIntegerValue().signum() >= 0
                            && json.getBigIntegerValue().bitLength() < Integer.SIZE,
                    place + ".shape", "must be an array of integers from 0 on");
            extents.add(json.getIntValue());
        }
        Bodies.require(extents.size() == 1 || (extents.size() == 2 && extents.get(1) == 1), place + ".shape",
                "must be [rows] or [rows, 1], because an input is one column; it is " + extents);
        return extents;
    }
}
