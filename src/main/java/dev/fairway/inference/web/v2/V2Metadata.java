package dev.fairway.inference.web.v2;

import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.util.List;

/** A model as the Open Inference Protocol describes it; −1 stands for an extent that a request may choose. */
record V2Metadata(
        String name,
        List<String> versions,
        String platform,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs) {

    static V2Metadata of(String name, List<String> versions, String platform, Signature signature) {
        return new V2Metadata(name, versions, platform, signature.inputs(), signature.outputs());
    }
}
