package dev.fairway.inference.web.v1;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.registry.ModelVersion;
import dev.fairway.tensor.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model as TensorFlow Serving describes it: one signature, with a tensor per column. */
record V1Metadata(Spec modelSpec, Metadata metadata) {

    record Spec(String name, String signatureName, String version) {}

    record Metadata(Signatures signatureDef) {}

    /** TensorFlow Serving nests the map of signatures in a field of the same name. */
    record Signatures(Map<String, Signature> signatureDef) {}

    record Signature(Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs, String methodName) {}

    record TensorSpec(String dtype, Shape tensorShape, String name) {}

    record Shape(List<Dim> dim, @JsonProperty("unknown_rank") boolean unknown) {}

    record Dim(String size, String name) {}

    static V1Metadata of(ModelVersion version) {
        String name = version.id().model().value();
        var tensors = Codecs.signature(version.manifest());
        Signature signature = new Signature(specs(tensors.inputs()), specs(tensors.outputs()),
                "tensorflow/serving/predict");
        return new V1Metadata(new Spec(name, "", Integer.toString(version.id().number())),
                new Metadata(new Signatures(Map.of("serving_default", signature))));
    }

    private static Map<String, TensorSpec> specs(List<dev.fairway.tensor.TensorSpec> tensors) {
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        tensors.forEach(tensor -> specs.put(tensor.name(), new TensorSpec(dtype(tensor.datatype()),
                new Shape(tensor.shape().stream().map(size -> new Dim(Integer.toString(size), "")).toList(), false),
                tensor.name())));
        return specs;
    }

    private static String dtype(DataType type) {
        return switch (type) {
            case FP64 -> "DT_DOUBLE";
            case FP32 -> "DT_FLOAT";
            case BYTES -> "DT_STRING";
            case BF16 -> "DT_BFLOAT16";
            case FP16 -> "DT_HALF";
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> "DT_" + type;
        };
    }
}
