package dev.fairway.training.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.training.ParameterStore;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.GradientScope;
import dev.fairway.training.prepare.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/** A network loaded from its TorchScript file, as serving will load it. */
public final class ScriptedNetwork implements AutoCloseable {

    private static final Portions PORTIONS = new Portions(512);

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

    /** What the network says of rows, row by row. */
    public float[] outputs(Samples samples) {
        try (GradientScope _ = GradientScope.off()) {
            return PORTIONS.outputs(samples, this::portion);
        }
    }

    private float[] portion(Samples samples) {
        try (Batch rows = Batch.of(model.getNDManager(), samples)) {
            ParameterStore store = new ParameterStore(rows.manager(), false);
            return model.getBlock().forward(store, rows.arguments(), false).singletonOrThrow().toFloatArray();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
