package dev.fairway.training.worker;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent.EpochEnded;
import dev.fairway.training.djl.LearningState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states that a job can go on from, one file per epoch, the last two of them: the older one is there for the case
 * that the newer was damaged. Each holds the best weights too, so that any one of them is enough.
 *
 * <p>A file appears under its name only when it is complete and on the disk. It begins with the hash of what the job
 * was asked, because the state of another spec would be gone on from without an error, and ends with the hash of
 * everything before.
 */
final class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int KEPT = 2;

    private final Path folder;
    private final byte[] order;

    Checkpoints(Path folder, WorkOrder order) {
        this.folder = folder;
        this.order = Sha256.of(VersionFolder.JSON.writeValueAsBytes(List.of(order.spec(), order.dataset().sha256())));
    }

    void save(LearningState state) {
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve("unfinished");
            try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(encode(state));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(unfinished, folder.resolve(Checkpoint.file(state.epoch())), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            for (Path old : newestFirst().stream().skip(KEPT).toList()) {
                Files.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The newest state that can be gone on from; empty when there is none yet.
     *
     * @throws CheckpointCorrupt when there are some but none is whole
     */
    Optional<LearningState> newest() {
        List<Path> files = newestFirst();
        for (Path file : files) {
            try {
                return Optional.of(decode(Files.readAllBytes(file)));
            } catch (IOException e) {
                LOG.warn("checkpoint {} is damaged", file.getFileName(), e);
            }
        }
        if (!files.isEmpty()) {
            throw new CheckpointCorrupt(files.size());
        }
        return Optional.empty();
    }

    private List<Path> newestFirst() {
        try {
            return Checkpoint.files(folder).reversed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] encode(LearningState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(order);
        out.writeInt(state.epoch());
        out.writeInt(state.bestEpoch());
        out.writeDouble(state.bestValue());
        out.writeDouble(state.seconds());
        byte[] history = VersionFolder.JSON.writeValueAsBytes(state.history().toArray(EpochEnded[]::new));
        out.writeInt(history.length);
        out.write(history);
        encode(state.weights(), out);
        encode(state.optimiser(), out);
        encode(state.best(), out);
        out.write(Sha256.of(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    private static void encode(Map<String, float[]> arrays, DataOutputStream out) throws IOException {
        out.writeInt(arrays.size());
        for (var array : arrays.entrySet()) {
            out.writeUTF(array.getKey());
            out.writeInt(array.getValue().length);
            ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(array.getValue().length, Float.BYTES));
            values.asFloatBuffer().put(array.getValue());
            out.write(values.array());
        }
    }

    private LearningState decode(byte[] bytes) throws IOException {
        int end = bytes.length - Sha256.BYTES;
        if (end < Sha256.BYTES
                || !Arrays.equals(Sha256.of(Arrays.copyOf(bytes, end)), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new IOException("its hash is not that of its bytes");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (!Arrays.equals(in.readNBytes(Sha256.BYTES), order)) {
            throw new IOException("it belongs to another order");
        }
        return new LearningState(in.readInt(), in.readInt(), in.readDouble(), in.readDouble(), history(in), decode(in),
                decode(in), decode(in));
    }

    private static List<EpochEnded> history(DataInputStream in) throws IOException {
        return List.of(VersionFolder.JSON.readValue(in.readNBytes(in.readInt()), EpochEnded[].class));
    }

    private static Map<String, float[]> decode(DataInputStream in) throws IOException {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        for (int count = in.readInt(); count > 0; count--) {
            String name = in.readUTF();
            float[] values = new float[in.readInt()];
            ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES)).asFloatBuffer().get(values);
            arrays.put(name, values);
        }
        return arrays;
    }
}
