package dev.fairway.inference.grpc;

import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.grpc.wire.ModelMetadataResponse;
import dev.fairway.inference.grpc.wire.ModelMetadataResponse.TensorMetadata;
import dev.fairway.inference.serving.Serving;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What registered models read and give, and whether they answer. */
@Component
class ModelDescriptions {

    private final Models models;
    private final Serving serving;

    ModelDescriptions(Models models, Serving serving) {
        this.models = models;
        this.serving = serving;
    }

    /** Whether the version answers; one that does not exist does not, as Triton has it, so that clients may wait for it. */
    boolean isReady(String name, String version) {
        try {
            return version(name, version).filter(found -> serving.state(found.id()).isReady()).isPresent();
        } catch (UnknownModel _) {
            return false;
        }
    }

    /** @throws UnknownModel when there is no such model or version */
    ModelMetadataResponse metadata(String name, String version) {
        ModelVersion described = version(name, version).orElseThrow(() -> unknown(name, version));
        Signature signature = Codecs.signature(described.manifest());
        return ModelMetadataResponse.newBuilder()
                .setName(described.id().model().value())
                .addAllVersions(versions(described.id().model()))
                .setPlatform(platform(described.manifest().network().format()))
                .addAllInputs(tensors(signature.inputs()))
                .addAllOutputs(tensors(signature.outputs()))
                .build();
    }

    /** The version of that number, or the one that an unversioned call reaches. */
    private Optional<ModelVersion> version(String name, String version) {
        Optional<VersionId> id = version.isEmpty() ? models.alias(Names.model(name), Models.PRODUCTION)
                : Optional.of(Names.version(name, version));
        return id.flatMap(models::version);
    }

    private UnknownModel unknown(String name, String version) {
        if (models.find(Names.model(name)).isEmpty()) {
            return new UnknownModel("there is no model %s".formatted(name));
        }
        return new UnknownModel(version.isEmpty() ? "model %s has no version in production".formatted(name)
                : "model %s has no version %s".formatted(name, version));
    }

    private List<String> versions(ModelName model) {
        return models.find(model)
                .stream()
                .flatMap(found -> found.versions().stream())
                .map(version -> Integer.toString(version.id().number()))
                .toList();
    }

    private static List<TensorMetadata> tensors(List<TensorSpec> specs) {
        return specs.stream()
                .map(spec -> TensorMetadata.newBuilder()
                        .setName(spec.name())
                        .setDatatype(spec.datatype().name())
                        .addAllShape(spec.shape().stream().map(Integer::longValue).toList())
                        .build())
                .toList();
    }

    private static String platform(Network.Format format) {
        return switch (format) {
            case TORCHSCRIPT -> "pytorch_torchscript";
            case ONNX -> "onnx_onnxv1";
        };
    }
}
