package dev.fairway.inference.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.fairway.contract.Refusal;
import dev.fairway.feature.Predictions;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Output;
import dev.fairway.inference.grpc.wire.InferParameter;
import dev.fairway.inference.grpc.wire.ModelInferRequest;
import dev.fairway.inference.grpc.wire.ModelInferRequest.InferRequestedOutputTensor;
import dev.fairway.inference.grpc.wire.ModelInferResponse;
import dev.fairway.inference.grpc.wire.ModelInferResponse.InferOutputTensor;
import dev.fairway.inference.table.PredictedTensors;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.List;

/**
 * Writes an answer in the way of its request: raw where the inputs were raw, as Triton's clients read it, and typed where
 * they were typed. A caller may ask for raw outputs all the same, by the parameter that the binary extension of the REST
 * protocol has for that. A response is raw as a whole or not at all, so one output without a field of its own makes it raw.
 */
final class InferReply {

    /** Between the ids of the rows: a parameter is one text. */
    private static final String SEPARATOR = ",";

    private final ModelInferRequest request;

    InferReply(ModelInferRequest request) {
        this.request = request;
    }

    /** @throws Refusal when the request asks for an output that the version does not have */
    void check(Signature signature) {
        for (int i = 0; i < request.getOutputsCount(); i++) {
            String name = request.getOutputs(i).getName();
            if (signature.output(name).isEmpty()) {
                throw Refusal.malformed("outputs[%d].name".formatted(i), "'%s' is no output of this model; there are %s"
                        .formatted(name, signature.outputs().stream().map(TensorSpec::name).toList()));
            }
        }
    }

    ModelInferResponse of(Answer answer) {
        List<Tensor> outputs = chosen(switch (answer.output()) {
            case Output.Predicted(Predictions predictions) -> PredictedTensors.of(predictions);
            case Output.Tensors(List<Tensor> tensors) -> tensors;
        });
        ModelInferResponse.Builder reply = ModelInferResponse.newBuilder()
                .setModelName(answer.version().model().value())
                .setModelVersion(Integer.toString(answer.version().number()))
                .setId(request.getId())
                .putParameters("prediction_ids",
                        InferParameter.newBuilder()
                                .setStringParam(String.join(SEPARATOR, answer.predictionIds()))
                                .build());
        write(reply, outputs);
        return reply.build();
    }

    /** The outputs asked for, in the order in which they were asked for; all when none was named. */
    private List<Tensor> chosen(List<Tensor> outputs) {
        if (request.getOutputsCount() == 0) {
            return outputs;
        }
        return request.getOutputsList()
                .stream()
                .flatMap(asked -> outputs.stream().filter(output -> output.name().equals(asked.getName())).limit(1))
                .toList();
    }

    private void write(ModelInferResponse.Builder reply, List<Tensor> outputs) {
        boolean raw = isRaw(outputs);
        for (Tensor output : outputs) {
            InferOutputTensor.Builder written = InferOutputTensor.newBuilder()
                    .setName(output.name())
                    .setDatatype(output.type().name());
            output.shape().forEach(written::addShape);
            if (raw) {
                // Nobody writes to a tensor's buffer, so it need not be copied.
                reply.addRawOutputContents(UnsafeByteOperations.unsafeWrap(output.data().duplicate()));
            } else {
                written.setContents(TypedContents.write(output));
            }
            reply.addOutputs(written);
        }
    }

    private boolean isRaw(List<Tensor> outputs) {
        return InputTensors.areRaw(request)
                || request.getParametersOrDefault("binary_data_output", InferParameter.getDefaultInstance())
                        .getBoolParam()
                || request.getOutputsList().stream().anyMatch(InferReply::isAskedRaw)
                || outputs.stream().anyMatch(output -> !TypedContents.carries(output.type()));
    }

    private static boolean isAskedRaw(InferRequestedOutputTensor output) {
        return output.getParametersOrDefault("binary_data", InferParameter.getDefaultInstance()).getBoolParam();
    }
}
