package dev.fairway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The networks of the sample versions, as TorchScript: linear in the standardised age {@code a} and in {@code s}, which is
 * 0.5 for Male, −0.5 for Female and 0 for anything else.
 */
final class SampleNetwork {

    private static final String CODE = """
            class Net(Module):
              __parameters__ = ["embedding", "weight", "bias", ]
              __buffers__ = []
              training : bool
              embedding : Tensor
              weight : Tensor
              bias : Tensor
              def forward(self: __torch__.Net, numeric: Tensor, categorical: Tensor) -> Tensor:
                sex = torch.embedding(self.embedding, torch.select(categorical, 1, 0))
                return torch.linear(torch.cat([numeric, sex], 1), self.weight, self.bias)
            """;

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final float[] weight;
    private final float[] bias;
    private int tensors;

    /**
     * @param weight of age and of sex, for each output
     * @param bias of each output
     */
    private SampleNetwork(float[] weight, float[] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** The logits {@code 0.5 − a − 0.5 s} and {@code a + 0.5 s − 0.5}. */
    static SampleNetwork ofLogits() {
        return new SampleNetwork(new float[]{-1, -0.5f, 1, 0.5f}, new float[]{0.5f, -0.5f});
    }

    /** The same logits for the other class. */
    static SampleNetwork ofContraryLogits() {
        return new SampleNetwork(new float[]{1, 0.5f, -1, -0.5f}, new float[]{-0.5f, 0.5f});
    }

    /** The estimate {@code a + 0.5 s}. */
    static SampleNetwork ofEstimate() {
        return new SampleNetwork(new float[]{1, 0.5f}, new float[]{0});
    }

    void write(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "net/data.pkl", pickled());
            entry(zip, "net/code/__torch__.py", CODE.getBytes(StandardCharsets.UTF_8));
            entry(zip, "net/data/0", floats(0, 0.5f, -0.5f));
            entry(zip, "net/data/1", floats(weight));
            entry(zip, "net/data/2", floats(bias));
            entry(zip, "net/constants.pkl", new byte[]{(byte) 0x80, 2, ')', '.'});
            entry(zip, "net/version", "3\n".getBytes(StandardCharsets.UTF_8));
            entry(zip, "net/byteorder", "little".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The module's attributes, as the pickle of protocol 2 that libtorch reads. */
    private byte[] pickled() {
        op(0x80, 2).text("c__torch__\nNet\n").op(')', 0x81, '}', '(').name("training").op(0x88);
        tensor("embedding", 3, 1).tensor("weight", bias.length, 2).tensor("bias", bias.length);
        op('u', 'b', '.');
        return pickle.toByteArray();
    }

    private SampleNetwork tensor(String name, int... shape) {
        int elements = shape.length == 1 ? shape[0] : shape[0] * shape[1];
        name(name).text("ctorch._utils\n_rebuild_tensor_v2\n").op('(', '(').name("storage");
        text("ctorch\nFloatStorage\n").name(Integer.toString(tensors++))
                .name("cpu")
                .op('K', elements, 't', 'Q', 'K', 0);
        tuple(shape).tuple(shape.length == 1 ? new int[]{1} : new int[]{shape[1], 1});
        return op(0x88).text("ccollections\nOrderedDict\n").op(')', 'R', 't', 'R');
    }

    private SampleNetwork tuple(int... numbers) {
        op('(');
        for (int number : numbers) {
            op('K', number);
        }
        return op('t');
    }

    private SampleNetwork name(String text) {
        return op('X', text.length(), 0, 0, 0).text(text);
    }

    private SampleNetwork text(String text) {
        pickle.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private SampleNetwork op(int... codes) {
        for (int code : codes) {
            pickle.write(code);
        }
        return this;
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Stored, not deflated: libtorch maps the tensors as they lie in the file. */
    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTime(315_532_800_000L);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
