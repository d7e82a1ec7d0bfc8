package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.DeclaredAttributes;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Input;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import dev.fairway.inference.codec.TableCodec;
import dev.fairway.inference.codec.TensorCodec;
import dev.fairway.inference.json.V2Input;
import dev.fairway.inference.json.V2Request;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a version is asked by the tensors of a request. */
@Component
public class Questions {

    private final DeclaredAttributes attributes;
    private final int maxRows;

    Questions(DeclaredAttributes attributes, InferenceProperties properties) {
        this.attributes = attributes;
        this.maxRows = properties.maxRows();
    }

    /** @throws Refusal when the request is not what the version reads */
    Question of(ServedVersion version, V2Request request, InferBody body, Terms terms) {
        return switch (version.codec()) {
            case TableCodec table ->
                new TableQuestion(table.schema(), attributes.of(version.id()), request).read(body, terms, maxRows);
            case TensorCodec _ -> new Question(tensors(body.tensors(request, V2Input::tensor)), Map.of(), terms);
            default -> new Question(items(request, body.tensors(request, V2Input::tensor)), Map.of(), terms);
        };
    }

    /**
     * Reads a document without anything binary.
     *
     * @throws Refusal when it is malformed or not what the version reads
     */
    public Question document(ServedVersion version, byte[] json, Terms terms) {
        InferBody body = InferBody.of(json);
        return of(version, body.request(), body, terms);
    }

    /** @throws Refusal when the version does not read just one tensor, of which the shape is clear */
    public Question raw(ServedVersion version, byte[] bytes, Terms terms) {
        return switch (version.codec()) {
            case TableCodec _ -> throw Refusal.malformed(InferBody.HEADER,
                    "is 0, but only a model of one input can be sent the bytes of its tensor alone");
            case TensorCodec codec ->
                new Question(tensors(List.of(new RawTensor(codec.signature()).read(bytes))), Map.of(), terms);
            default -> new Question(new Input.Items(List.of(bytes)), Map.of(), terms);
        };
    }

    private Input tensors(List<Tensor> tensors) {
        if (tensors.getFirst().rows() > maxRows) {
            throw new Refusal(Refusal.Kind.TOO_LARGE,
                    "a request may have %d rows; send the others in further requests".formatted(maxRows));
        }
        return new Input.Tensors(tensors);
    }

    /** Images or texts: whatever the caller calls the one tensor, its elements are the items. */
    private static Input items(V2Request request, List<Tensor> tensors) {
        Tensor first = tensors.getFirst();
        if (tensors.size() > 1 || first.type() != DataType.BYTES) {
            throw Refusal.invalid("inputs", "this model reads one tensor of BYTES, an image or text to an element");
        }
        V2Input input = request.inputs().getFirst();
        return new Input.Items("base64".equals(input.parameters().get("content_type")) ? decoded(input, first.toBytes())
                : first.toBytes());
    }

    private static List<byte[]> decoded(V2Input input, List<byte[]> elements) {
        try {
            return elements.stream().map(Base64.getDecoder()::decode).toList();
        } catch (IllegalArgumentException _) {
            throw Refusal.malformed("inputs." + input.name(), "has an element that is no base64, as content_type says");
        }
    }
}
