package dev.fairway.inference.grpc;

import dev.fairway.feature.Fairness;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.Network;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.testing.SampleModels;
import dev.fairway.testing.SampleVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Puts models into production, under names that no other test uses. */
record GrpcModels(Models models) {

    private static final Path DIRECTORY = Path.of("target", "test-versions").toAbsolutePath();
    /** What the sample network reads and gives, without the columns that make it. */
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("numeric", DataType.FP32, List.of(-1, 1)),
                    new TensorSpec("categorical", DataType.INT64, List.of(-1, 1))),
            List.of(new TensorSpec("output", DataType.FP32, List.of(-1, 2))));

    /** A model of the columns age and sex. */
    String table() {
        return serve(SampleVersion.write(DIRECTORY, UUID.randomUUID().toString()));
    }

    /** A model of the same columns that estimates a quantity. */
    String quantity() {
        return serve(SampleVersion.writeQuantity(DIRECTORY, UUID.randomUUID().toString()));
    }

    /** A model whose callers send the network's own tensors. */
    String tensors() {
        Path folder = SampleVersion.write(DIRECTORY, UUID.randomUUID().toString());
        VersionFolder files = new VersionFolder(folder);
        Manifest table = files.manifest();
        files.write(VersionFolder.MANIFEST, new Manifest(new Network(Network.Format.TORCHSCRIPT, SIGNATURE), null, null,
                null, null, Fairness.NONE, ServingWishes.NONE, table.source(), table.createdAt(), table.files()));
        return serve(folder);
    }

    /** A model of texts, which tells their mood: negative or positive. */
    String texts() {
        return serve(SampleModels.moods(DIRECTORY, UUID.randomUUID().toString()));
    }

    /** A further version, that nobody has loaded. */
    VersionId register(String model) {
        return models.register(new ModelName(model), SampleVersion.write(DIRECTORY, UUID.randomUUID().toString())).id();
    }

    private String serve(Path folder) {
        ModelName name = new ModelName("g-" + UUID.randomUUID());
        models.point(Models.PRODUCTION, models.register(name, folder).id());
        return name.value();
    }
}
