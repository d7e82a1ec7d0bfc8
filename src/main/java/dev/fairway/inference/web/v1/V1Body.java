package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a V1 body: {@code {"instances": [row, …]}}, or the columnar {@code {"inputs": …}}. */
final class V1Body {

    /** Takes what a body holds, in the terms of one version. It reads the value that the parser stands on. */
    interface Filling {

        /** Reads the next row. */
        void instance(int row);

        /** What the rows make up. */
        Input rows(int count);

        /** Reads all that is asked, input by input. */
        Input inputs();

        /** The facts that came along, a word per row. */
        default Map<String, @Nullable String[]> facts() {
            return Map.of();
        }
    }

    private final JsonParser json;
    private final Filling filling;
    private final int maxRows;
    private @Nullable Input input;
    private boolean columnar;

    V1Body(JsonParser json, Filling filling, int maxRows) {
        this.json = json;
        this.filling = filling;
        this.maxRows = maxRows;
    }

    /** Whether it came input by input, and so wants its answer output by output. */
    boolean isColumnar() {
        return columnar;
    }

    /** @throws Refusal when the body is malformed or does not fit the model */
    Question read(Terms terms) {
        require(json.nextToken() == JsonToken.START_OBJECT, "body", "must be an object with instances or inputs");
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            switch (field) {
                case "instances" -> instances();
                case "inputs" -> inputs();
                case "signature_name" -> json.skipChildren();
                default -> throw Refusal.malformed(field, "is not known here; send instances or inputs");
            }
        }
        end();
        if (input == null) {
            throw Refusal.malformed("instances", "is missing; send the rows to predict as an array");
        }
        return new Question(input, filling.facts(), terms);
    }

    /**
     * Reads a body that is nothing but rows, or one row.
     *
     * @param whole whether an array is all that is asked, and not an array of rows
     * @throws Refusal when it is malformed or does not fit the model
     */
    Question readBare(Terms terms, boolean whole) {
        json.nextToken();
        Input read;
        if (json.currentToken() == JsonToken.START_ARRAY) {
            read = whole ? filling.inputs() : filling.rows(rows());
        } else {
            require(json.currentToken() != null, "body", "is empty; send what is to be predicted");
            filling.instance(0);
            read = filling.rows(1);
        }
        end();
        return new Question(read, filling.facts(), terms);
    }

    /** @throws Refusal when it is malformed or does not fit the model */
    Question readWhole(Terms terms) {
        json.nextToken();
        Input read = filling.inputs();
        end();
        return new Question(read, filling.facts(), terms);
    }

    private void once(String field) {
        require(input == null, field, "comes on top of rows already given; send instances or inputs, once");
    }

    private void instances() {
        once("instances");
        require(json.currentToken() == JsonToken.START_ARRAY, "instances", "must be an array of rows");
        input = filling.rows(rows());
    }

    private int rows() {
        int row = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            limit(row, maxRows);
            filling.instance(row);
            row++;
        }
        require(row > 0, "instances", "is empty; send at least one row");
        return row;
    }

    private void inputs() {
        once("inputs");
        columnar = true;
        input = filling.inputs();
        if (input.count() > maxRows) {
            limit(maxRows, maxRows);
        }
    }

    static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw Refusal.malformed(field, message);
        }
    }

    /** @throws Refusal when there is no room for one more row */
    static void limit(int rows, int most) {
        if (rows >= most) {
            throw new Refusal(Refusal.Kind.TOO_LARGE,
                    "a request may have %d rows; send the others in further requests".formatted(most));
        }
    }

    /** @throws Refusal when anything follows the document */
    private void end() {
        require(json.nextToken() == null, "body", "has something after the end of its JSON document; remove it");
    }
}
