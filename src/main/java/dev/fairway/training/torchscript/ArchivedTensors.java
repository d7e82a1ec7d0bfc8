package dev.fairway.training.torchscript;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The tensors of an archive that {@link TorchScriptArchive} wrote, without running it. */
public final class ArchivedTensors {

    private static final String ROOT = "model/";

    private final Map<String, Tensor> tensors;

    private ArchivedTensors(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /**
     * @param shape extent of each dimension
     * @param values row by row
     */
    public record Tensor(List<Long> shape, float[] values) {}

    /** @throws IOException when it cannot be read, or was written by something else */
    public static ArchivedTensors read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (!(PickleReader.read(bytes(zip, "data.pkl")) instanceof Map<?, ?> state)) {
                throw new IOException("not written by this service");
            }
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<?, ?> attribute : state.entrySet()) {
                if (attribute.getValue() instanceof List<?> arguments) {
                    tensors.put(attribute.getKey().toString(), tensor(zip, arguments));
                }
            }
            tensors.replaceAll((name, tensor) -> scaled(tensor, tensors.get(name + Reduction.SCALE)));
            return new ArchivedTensors(tensors);
        }
    }

    /** Of {@code _rebuild_tensor_v2(storage, offset, shape, strides, …)}; all of ours are contiguous, each on its own. */
    private static Tensor tensor(ZipFile zip, List<?> arguments) throws IOException {
        if (!(arguments.getFirst() instanceof List<?> storage) || !(arguments.get(2) instanceof List<?> extents)) {
            throw new IOException("not written by this service");
        }
        Element element = Element.of(storage.get(1).toString())
                .orElseThrow(() -> new IOException("not written by this service"));
        ByteBuffer raw = ByteBuffer.wrap(bytes(zip, "data/" + storage.get(2))).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[raw.remaining() / element.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = element.get(raw);
        }
        return new Tensor(extents.stream().map(extent -> (Long) extent).toList(), values);
    }

    /** A matrix of whole numbers has a scale for each output. */
    private static Tensor scaled(Tensor tensor, @Nullable Tensor scales) {
        if (scales == null) {
            return tensor;
        }
        int width = tensor.values().length / scales.values().length;
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= scales.values()[i / width];
        }
        return new Tensor(tensor.shape(), values);
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(ROOT + name);
        if (entry == null) {
            throw new IOException("not written by this service");
        }
        return zip.getInputStream(entry).readAllBytes();
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }
}
