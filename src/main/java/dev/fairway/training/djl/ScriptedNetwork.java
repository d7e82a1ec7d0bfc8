package dev.fairway.training.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import dev.fairway.training.prepare.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** A network loaded from its TorchScript file, as serving will load it. */
public final class ScriptedNetwork implements AutoCloseable {

    private final Model model;

    /** @throws UncheckedIOException when the file is no TorchScript */
    public ScriptedNetwork(Path file) {
        model = Model.newInstance("model", ai.djl.Device.cpu(), "PyTorch");
        try {
            model.load(Objects.requireNonNull(file.getParent()), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    public float[] outputs(Samples samples) {
        try (Batch rows = Batch.of(model.getNDManager(), samples); GradientScope _ = GradientScope.off()) {
            NDList inputs = new NDList(Stream.of(rows.numeric(), rows.categorical()).filter(Objects::nonNull).toList());
            ParameterStore store = new ParameterStore(rows.manager(), false);
            return model.getBlock().forward(store, inputs, false).singletonOrThrow().toFloatArray();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
