package dev.fairway.inference.web;

import dev.fairway.feature.Feature;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.tensor.DataType;
import java.util.List;

/** A model as the Open Inference Protocol describes it: an input per column; −1 stands for the number of rows. */
record V2Metadata(
        String name,
        List<String> versions,
        String platform,
        List<TensorMetadata> inputs,
        List<TensorMetadata> outputs) {

    record TensorMetadata(String name, DataType datatype, List<Integer> shape) {}

    private static final int ANY = -1;

    static V2Metadata of(String name, List<String> versions, Schema schema) {
        return new V2Metadata(name, versions, "pytorch_torchscript",
                schema.features().stream().map(V2Metadata::input).toList(), outputs(schema.target()));
    }

    private static TensorMetadata input(Feature feature) {
        return new TensorMetadata(feature.name(), switch (feature) {
            case Feature.Numeric _ -> DataType.FP64;
            case Feature.Categorical _ -> DataType.BYTES;
        }, List.of(ANY));
    }

    static List<TensorMetadata> outputs(Target target) {
        return switch (target) {
            case Target.Classes classes -> List.of(new TensorMetadata("label", DataType.BYTES, List.of(ANY)),
                    new TensorMetadata("score", DataType.FP32, List.of(ANY)),
                    new TensorMetadata("probabilities", DataType.FP32, List.of(ANY, classes.labels().size())));
            case Target.Quantity _ -> List.of(new TensorMetadata("value", DataType.FP64, List.of(ANY)));
        };
    }
}
