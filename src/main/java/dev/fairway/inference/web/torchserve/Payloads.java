package dev.fairway.inference.web.torchserve;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Input;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import dev.fairway.inference.codec.TableCodec;
import dev.fairway.inference.codec.TensorCodec;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.web.Bodies;
import dev.fairway.inference.web.v1.JsonQuestions;
import dev.fairway.inference.web.v2.Questions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Reads what a version is asked from whatever a caller of TorchServe sends: for an image or text model the image or text,
 * one to a part of a form; for the others JSON (rows, or as V1 or V2 have it), or the bytes of the one tensor.
 */
@Component
class Payloads {

    /** @param single whether one thing was asked, not a list of them, so that the answer is one thing too */
    record Asked(Question question, boolean single) {}

    private final Forms forms;
    private final JsonQuestions documents;
    private final Questions tensors;

    Payloads(Forms forms, JsonQuestions documents, Questions tensors) {
        this.forms = forms;
        this.documents = documents;
        this.tensors = tensors;
    }

    /** @throws Refusal when the body is of a kind that the version does not read, malformed or does not fit */
    Asked read(ServedVersion version, HttpServletRequest request, Terms terms) {
        List<Payload> payloads = Bodies.type(request).startsWith("multipart/") ? forms.payloads(request)
                : List.of(new Payload("data", Bodies.type(request), Bodies.bytes(request)));
        payloads.forEach(Payloads::check);
        return payloads.size() == 1 ? one(version, payloads.getFirst(), terms) : several(version, payloads, terms);
    }

    private static void check(Payload payload) {
        if (payload.bytes().length == 0) {
            throw Refusal.malformed(payload.name(), "is empty; send what is to be predicted");
        }
        if (payload.type().startsWith("tensor/")) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED,
                    "%s is not read here; send JSON, or the bytes of the one tensor as ".formatted(payload.type())
                            + "application/octet-stream");
        }
    }

    private Asked one(ServedVersion version, Payload payload, Terms terms) {
        return switch (version.codec()) {
            case TableCodec _ -> document(version, payload, terms);
            case TensorCodec _ when payload.isJson() -> document(version, payload, terms);
            case TensorCodec _ -> new Asked(tensors.raw(version, payload.bytes(), terms), true);
            default -> payload.isDeclaredJson() ? document(version, payload, terms)
                    : new Asked(items(List.of(payload), terms), true);
        };
    }

    private Asked document(ServedVersion version, Payload payload, Terms terms) {
        if (payload.type().startsWith("image/")) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "this model reads no images; send application/json");
        }
        byte[] json = payload.bytes();
        return switch (Bodies.json(json, DocumentForm::of)) {
            case V2 -> new Asked(tensors.document(version, json, terms), false);
            case V1 -> new Asked(Bodies.json(json, document -> documents.wrapped(version, document, terms)), false);
            case LIST -> new Asked(Bodies.json(json, document -> documents.bare(version, document, terms)), false);
            case SINGLE -> new Asked(Bodies.json(json, document -> documents.bare(version, document, terms)), true);
        };
    }

    /** Parts of a form are rows; for a model of bare tensors they are its inputs, each by its name. */
    private Asked several(ServedVersion version, List<Payload> payloads, Terms terms) {
        byte[] json = version.codec() instanceof TensorCodec ? Payload.object(payloads) : Payload.array(payloads);
        return switch (version.codec()) {
            case TableCodec _ -> document(version, new Payload("data", Payload.JSON, json), terms);
            case TensorCodec _ ->
                new Asked(Bodies.json(json, document -> documents.whole(version, document, terms)), false);
            default -> new Asked(items(payloads, terms), false);
        };
    }

    private static Question items(List<Payload> payloads, Terms terms) {
        return new Question(new Input.Items(payloads.stream().map(Payload::bytes).toList()), Map.of(), terms);
    }
}
