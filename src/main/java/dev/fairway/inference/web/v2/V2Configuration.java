package dev.fairway.inference.web.v2;

import dev.fairway.inference.Terms;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.web.Catalogue;
import dev.fairway.registry.ModelVersion;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How loaded models are run, as Triton's model configuration extension tells it. */
@RestController
class V2Configuration {

    /**
     * @param maxBatchSize rows that one run computes at most, and then not among the dims; 0 where requests are not joined
     * @param dynamicBatching how requests wait for a batch; null where they are not joined
     */
    record Configuration(
            String name,
            String platform,
            String backend,
            int maxBatchSize,
            List<Tensor> input,
            List<Tensor> output,
            List<InstanceGroup> instanceGroup,
            @Nullable DynamicBatching dynamicBatching) {}

    record Tensor(String name, String dataType, List<Integer> dims) {}

    record InstanceGroup(String name, String kind, int count) {}

    record DynamicBatching(int maxQueueDelayMicroseconds, int priorityLevels, QueuePolicy defaultQueuePolicy) {}

    record QueuePolicy(int maxQueueSize, boolean allowTimeoutOverride) {}

    private final Serving serving;
    private final Catalogue catalogue;

    V2Configuration(Serving serving, Catalogue catalogue) {
        this.serving = serving;
        this.catalogue = catalogue;
    }

    @GetMapping("/v2/models/{model}/config")
    Configuration configuration(@PathVariable String model) {
        return configuration(catalogue.production(model));
    }

    @GetMapping("/v2/models/{model}/versions/{version}/config")
    Configuration configuration(@PathVariable String model, @PathVariable String version) {
        return configuration(catalogue.version(model, version));
    }

    private Configuration configuration(ModelVersion version) {
        ServedVersion served = serving.version(version.id());
        Signature signature = served.codec().signature();
        String name = version.id().model().value();
        return new Configuration(name, V2Models.platform(version.manifest().network().format()),
                switch (version.manifest().network().format()) {
                    case TORCHSCRIPT -> "pytorch";
                    case ONNX -> "onnxruntime";
                }, signature.isBatched() ? served.maxBatch() : 0, tensors(signature.inputs(), signature.isBatched()),
                tensors(signature.outputs(), signature.isBatched()), groups(served),
                signature.isBatched()
                        ? new DynamicBatching(0, Terms.LOWEST, new QueuePolicy(served.plan().maxQueue(), true))
                        : null);
    }

    private static List<InstanceGroup> groups(ServedVersion served) {
        return served.instances()
                .entrySet()
                .stream()
                .map(device -> new InstanceGroup(device.getKey(),
                        device.getKey().startsWith("cuda") ? "KIND_GPU" : "KIND_CPU", device.getValue()))
                .toList();
    }

    private static List<Tensor> tensors(List<TensorSpec> specs, boolean batched) {
        return specs.stream()
                .map(spec -> new Tensor(spec.name(),
                        "TYPE_" + (spec.datatype() == DataType.BYTES ? "STRING" : spec.datatype().name()),
                        dims(spec, batched)))
                .toList();
    }

    /** A scalar per row has a dimension of its own in Triton, which knows none without. */
    private static List<Integer> dims(TensorSpec spec, boolean batched) {
        List<Integer> dims = batched ? spec.shape().subList(1, spec.shape().size()) : spec.shape();
        return dims.isEmpty() ? List.of(1) : dims;
    }
}
