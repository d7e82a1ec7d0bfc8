package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a V2 inference request: one input tensor per column, filled straight into the columns. */
final class V2Body {

    private final JsonParser json;
    private final Columns columns;
    private final int maxRows;
    private final List<String> outputs = new ArrayList<>();
    private @Nullable String id;
    private @Nullable Duration timeout;

    V2Body(JsonParser json, Columns columns, int maxRows) {
        this.json = json;
        this.columns = columns;
        this.maxRows = maxRows;
    }

    /** What the caller calls this request. */
    @Nullable
    String id() {
        return id;
    }

    /** Names of the outputs asked for; empty for all. */
    List<String> outputs() {
        return outputs;
    }

    /** @throws Refusal when the body is malformed or does not fit the model */
    Question read() {
        Bodies.require(json.nextToken() == JsonToken.START_OBJECT, "body", "must be an object with inputs");
        boolean filled = false;
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "id" -> id = Bodies.string(json, field);
                case "parameters" -> parameters();
                case "inputs" -> {
                    Bodies.require(!filled, field, "is given twice; send it once");
                    Bodies.require(value == JsonToken.START_ARRAY, field, "must be an array of tensors");
                    inputs();
                    filled = true;
                }
                case "outputs" -> outputs(value);
                default -> throw Refusal.malformed(field, "is not known here; send id, parameters, inputs, outputs");
            }
        }
        Bodies.end(json);
        Bodies.require(filled, "inputs", "is missing; send a tensor per column");
        columns.checkCounts();
        return new Question(new Input.Table(columns.rows()), columns.facts(),
                new Terms(timeout, Terms.UNSAID, () -> false));
    }

    private void inputs() {
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            String place = "inputs[%d]".formatted(i);
            Bodies.require(json.currentToken() == JsonToken.START_OBJECT, place, "must be an object");
            new V2Input(json, columns, maxRows, place).read();
        }
    }

    private void outputs(JsonToken value) {
        Bodies.require(value == JsonToken.START_ARRAY, "outputs", "must be an array of objects with a name");
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            String place = "outputs[%d]".formatted(i);
            Bodies.require(json.currentToken() == JsonToken.START_OBJECT, place, "must be an object with a name");
            output(place);
        }
    }

    private void output(String place) {
        String name = null;
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            switch (field) {
                case "name" -> name = Bodies.string(json, place + ".name");
                case "parameters" -> Bodies.refuseBinary(json, place + ".parameters");
                default -> throw Refusal.malformed(place + "." + field, "is not known here; send name");
            }
        }
        Bodies.require(name != null, place + ".name", "is missing");
        outputs.add(String.valueOf(name));
    }

    private void parameters() {
        Bodies.require(json.currentToken() == JsonToken.START_OBJECT, "parameters", "must be an object");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "timeout" -> timeout = timeout(value);
                case "attributes" -> attributes(value);
                case "binary_data_output" -> Bodies.require(value == JsonToken.VALUE_FALSE, "parameters." + name,
                        "binary tensors are not spoken here; leave it out and read the outputs as JSON");
                default -> json.skipChildren();
            }
        }
    }

    private Duration timeout(JsonToken value) {
        Bodies.require(
                value == JsonToken.VALUE_NUMBER_INT && json.getBigIntegerValue().signum() > 0
                        && json.getBigIntegerValue().bitLength() < Long.SIZE,
                "parameters.timeout", "must be a whole number of microseconds above 0");
        // A day, so that no sum of times overflows.
        return Duration.of(Math.min(json.getLongValue(), 86_400_000_000L), ChronoUnit.MICROS);
    }

    private void attributes(JsonToken value) {
        Bodies.require(value == JsonToken.START_OBJECT, "parameters.attributes", "must be an object of name and array");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            Cells.Words cells = columns.fact(name);
            String place = "parameters.attributes." + name;
            Bodies.require(json.nextToken() == JsonToken.START_ARRAY, place, "must be an array with a word per row");
            Bodies.require(cells.count() == 0, place, "is given twice; send it once");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                Bodies.limit(cells.count(), maxRows);
                cells.read(json);
            }
        }
    }
}
