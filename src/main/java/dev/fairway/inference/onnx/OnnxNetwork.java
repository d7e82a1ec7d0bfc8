package dev.fairway.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session of ONNX Runtime. */
final class OnnxNetwork implements LoadedModel {

    private final OrtSession session;
    private final Signature signature;
    private final Set<String> outputs = new LinkedHashSet<>();

    OnnxNetwork(OrtSession session, Signature signature) {
        this.session = session;
        this.signature = signature;
        signature.outputs().forEach(spec -> outputs.add(spec.name()));
    }

    @Override
    public List<Tensor> run(List<Tensor> inputs) {
        Map<String, OnnxTensor> given = LinkedHashMap.newLinkedHashMap(inputs.size());
        try {
            for (int i = 0; i < inputs.size(); i++) {
                given.put(name(inputs, i), OnnxTypes.given(OnnxRuntime.ENVIRONMENT, inputs.get(i)));
            }
            try (OrtSession.Result result = session.run(given, outputs)) {
                return taken(result);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    /** Its own name where the network knows it; the name of the network's input in its place otherwise. */
    private String name(List<Tensor> inputs, int place) {
        String own = inputs.get(place).name();
        return signature.input(own).isPresent() ? own : signature.inputs().get(place).name();
    }

    private List<Tensor> taken(OrtSession.Result result) throws OrtException {
        List<Tensor> taken = new ArrayList<>(result.size());
        for (int i = 0; i < result.size(); i++) {
            TensorSpec spec = signature.outputs().get(i);
            OnnxValue value = result.get(i);
            if (!(value instanceof OnnxTensor tensor)) {
                throw new BrokenModel("the network's output %s is no tensor".formatted(spec.name()));
            }
            taken.add(OnnxTypes.taken(spec.name(), tensor));
        }
        return taken;
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}
