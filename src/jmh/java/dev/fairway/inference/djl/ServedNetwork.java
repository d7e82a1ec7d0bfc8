package dev.fairway.inference.djl;

import dev.fairway.device.Device;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.VersionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A network as the service loads it. */
public final class ServedNetwork {

    private ServedNetwork() {}

    /** @param shape of the input, −1 for its rows */
    public static LoadedModel load(Path file, List<Integer> shape) throws IOException {
        Path folder = Files.createTempDirectory("network");
        Files.copy(file, folder.resolve("model.pt"));
        Files.writeString(folder.resolve(VersionFolder.MANIFEST), """
                {"network": {"format": "torchscript",
                             "signature": {"inputs": [{"name": "x", "datatype": "FP32", "shape": %s}],
                                           "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1, -1]}]}},
                 "source": {"type": "upload", "id": "benchmark"}, "created_at": "2026-01-01T00:00:00Z", "files": {}}"""
                .formatted(shape));
        return new TorchScriptEngine().load(new VersionFolder(folder), Device.CPU);
    }
}
