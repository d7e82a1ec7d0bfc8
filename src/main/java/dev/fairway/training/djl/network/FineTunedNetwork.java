package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A TorchScript module of somebody else's that learns on.
 *
 * <p>libtorch shows its parameters but not its buffers, such as the statistics of a normalisation. So a copy of it is
 * the whole module in the bytes of its own archive, and putting a copy back means loading it again.
 */
final class FineTunedNetwork implements Network {

    private static final String MODULE = "module";

    private final NDManager manager;
    private final List<PathMatcher> frozen;
    private PtSymbolBlock module;
    private List<Weight> weights;

    FineTunedNetwork(NDManager manager, Architecture.Torchscript architecture, Path base) {
        this.manager = manager;
        this.frozen = architecture.freeze()
                .stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        // What the optimiser makes of a graph depends on how often it ran, and its sums on that.
        JniUtils.setGraphExecutorOptimize(false);
        module = load(base);
        weights = weights(module);
    }

    private PtSymbolBlock load(Path file) {
        return JniUtils.loadModule((PtNDManager) manager, file, false, new String[0], new String[0], true);
    }

    private List<Weight> weights(PtSymbolBlock block) {
        List<Weight> all = new ArrayList<>();
        for (Parameter parameter : block.getParameters().values()) {
            NDArray array = parameter.getArray();
            boolean learnt = frozen.stream().noneMatch(glob -> glob.matches(Path.of(parameter.getName())));
            array.setRequiresGradient(learnt);
            Weight.Role role = !learnt ? Weight.Role.STATISTIC
                    : array.getShape().dimension() > 1 ? Weight.Role.MATRIX : Weight.Role.OFFSET;
            all.add(new Weight(parameter.getName(), role, array));
        }
        return List.copyOf(all);
    }

    @Override
    public NDArray forward(Batch batch, boolean training) {
        ParameterStore store = new ParameterStore(batch.manager(), false);
        return module.forward(store, batch.arguments(), training).singletonOrThrow();
    }

    @Override
    public List<Weight> weights() {
        return weights;
    }

    @Override
    public ScriptModule script() {
        throw new UnsupportedOperationException("it is a script already");
    }

    @Override
    public void write(Path file) {
        try {
            Files.write(file, archive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] archive() {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        JniUtils.writeModule(module, archive, false);
        return archive.toByteArray();
    }

    @Override
    public Map<String, float[]> snapshot() {
        byte[] archive = archive();
        ByteBuffer bytes = ByteBuffer.allocate(Math.ceilDiv(Integer.BYTES + archive.length, Float.BYTES) * Float.BYTES);
        bytes.putInt(archive.length).put(archive).rewind();
        float[] packed = new float[bytes.capacity() / Float.BYTES];
        bytes.asFloatBuffer().get(packed);
        return Map.of(MODULE, packed);
    }

    @Override
    public void restore(Map<String, float[]> snapshot) {
        float[] packed = Objects.requireNonNull(snapshot.get(MODULE));
        ByteBuffer bytes = ByteBuffer.allocate(packed.length * Float.BYTES);
        bytes.asFloatBuffer().put(packed);
        byte[] archive = new byte[bytes.getInt()];
        bytes.get(archive);
        try {
            Path file = Files.createTempFile("module", ".pt");
            try {
                Files.write(file, archive);
                PtSymbolBlock before = module;
                weights.forEach(weight -> weight.array().close());
                module = load(file);
                weights = weights(module);
                before.close();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int evaluationRows() {
        return 64;
    }
}
