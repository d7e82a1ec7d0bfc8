package dev.fairway.inference.web.v1;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.DeclaredAttributes;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import dev.fairway.inference.codec.TableCodec;
import dev.fairway.inference.codec.TensorCodec;
import dev.fairway.inference.version.ServedVersion;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;

/** What a version is asked by a JSON document of rows or tensors. */
@Component
public class JsonQuestions {

    private final DeclaredAttributes attributes;
    private final int maxRows;

    JsonQuestions(DeclaredAttributes attributes, InferenceProperties properties) {
        this.attributes = attributes;
        this.maxRows = properties.maxRows();
    }

    /** Reads a document as V1 has it. */
    V1Body body(ServedVersion version, JsonParser json) {
        return new V1Body(json, switch (version.codec()) {
            case TableCodec table ->
                new TableBody(json, new Columns(table.schema().features(), attributes.of(version.id())), maxRows);
            case TensorCodec tensors -> new TensorBody(json, tensors.signature());
            default -> new ItemBody(json);
        }, maxRows);
    }

    /**
     * Reads a document as V1 has it.
     *
     * @throws Refusal when it is malformed or does not fit the version
     */
    public Question wrapped(ServedVersion version, JsonParser json, Terms terms) {
        return body(version, json).read(terms);
    }

    /**
     * Reads a document that is nothing but an array of rows, or one row; for a model of bare tensors the array is the one
     * tensor, and an object has a row per input.
     *
     * @throws Refusal when it is malformed or does not fit the version
     */
    public Question bare(ServedVersion version, JsonParser json, Terms terms) {
        return body(version, json).readBare(terms, version.codec() instanceof TensorCodec);
    }

    /**
     * Reads a document that is nothing but the value of {@code inputs}, as V1 has it.
     *
     * @throws Refusal when it is malformed or does not fit the version
     */
    public Question whole(ServedVersion version, JsonParser json, Terms terms) {
        return body(version, json).readWhole(terms);
    }
}
