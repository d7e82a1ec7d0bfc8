package dev.fairway.inference.grpc;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Schema;
import dev.fairway.inference.Caller;
import dev.fairway.inference.DeclaredAttributes;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Input;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import dev.fairway.inference.codec.TableCodec;
import dev.fairway.inference.codec.TensorCodec;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.table.Table;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import io.grpc.Context;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Predictions over gRPC. */
@Component
class Inference {

    private final Serving serving;
    private final DeclaredAttributes attributes;
    private final int maxRows;

    Inference(Serving serving, DeclaredAttributes attributes, InferenceProperties properties) {
        this.serving = serving;
        this.attributes = attributes;
        this.maxRows = properties.maxRows();
    }

    /** @throws Refusal when the request is malformed, does not fit the model or cannot be answered in time */
    ModelInferResponse infer(ModelInferRequest request, Caller caller) {
        ServedVersion version = request.getModelVersion().isEmpty()
                ? serving.routed(Names.model(request.getModelName()), caller)
                : serving.version(Names.version(request.getModelName(), request.getModelVersion()));
        InferReply reply = new InferReply(request);
        return reply.of(serving.answer(version, Protocol.GRPC, () -> {
            reply.check(version.codec().signature());
            return question(request, version);
        }));
    }

    private Question question(ModelInferRequest request, ServedVersion version) {
        List<Tensor> tensors = new InputTensors(request).read();
        Terms terms = CallTerms.of(request.getParametersMap(), Context.current());
        return switch (version.codec()) {
            case TableCodec codec -> table(version, codec.schema(), tensors, terms);
            case TensorCodec _ -> new Question(new Input.Tensors(tensors), Map.of(), terms);
            default -> new Question(items(tensors), Map.of(), terms);
        };
    }

    private Question table(ServedVersion version, Schema schema, List<Tensor> tensors, Terms terms) {
        Table table = new Table(schema.features(), attributes.of(version.id()), tensors, maxRows);
        return new Question(new Input.Table(table.rows()), table.facts(), terms);
    }

    /** Images or texts: whatever the caller calls the one tensor, its elements are the items. */
    private static Input items(List<Tensor> tensors) {
        Tensor first = tensors.getFirst();
        if (tensors.size() > 1 || first.type() != DataType.BYTES) {
            throw Refusal.invalid("inputs", "this model reads one tensor of BYTES, an image or text to an element");
        }
        return new Input.Items(first.toBytes());
    }
}
