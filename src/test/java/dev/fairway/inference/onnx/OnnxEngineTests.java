package dev.fairway.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.device.Device;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.testing.OnnxFile;
import dev.fairway.testing.RealData;
import dev.fairway.testing.SampleModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxEngineTests {

    private static final TensorSpec X = new TensorSpec("x", DataType.FP32, List.of(-1, 2));
    private static final TensorSpec Y = new TensorSpec("y", DataType.FP32, List.of(-1, 2));

    private final OnnxEngine engine = new OnnxEngine();

    @TempDir
    private Path directory;

    @Test
    void aTensorGoesInAndComesOut() {
        assertThat(run(SampleModels.onnx(directory, "o"), Tensor.of("x", List.of(2, 2), 1f, 2f, 3f, -4f)))
                .containsExactly(Tensor.of("y", List.of(2, 2), 3f, 5f, 7f, -7f));
    }

    @Test
    void theFileTellsItsSignature() {
        Path file = SampleModels.onnx(directory, "o").resolve("model.onnx");
        assertThat(engine.describe(file)).contains(new Signature(List.of(X), List.of(Y)));
    }

    @Test
    void anInputOfAnotherNameIsPassedByItsPlace() {
        assertThat(
                run(SampleModels.onnx(directory, "o"), Tensor.of("image", List.of(1, 2), 1f, 2f)).getFirst().toFloats())
                .containsExactly(3f, 5f);
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = {"UINT16", "UINT32", "UINT64", "BYTES"}, mode = EnumSource.Mode.EXCLUDE)
    void everyTypeComesBackAsItWent(DataType type) {
        byte[] bytes = new byte[4 * type.size()];
        new Random(7).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] & (type == DataType.BOOL ? 0x01 : 0x3F));
        }
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(run(echo(type), new Tensor("x", type, List.of(2, 2), data)))
                .containsExactly(new Tensor("y", type, List.of(2, 2), data));
    }

    @Test
    void stringsComeBackAsTheyWent() {
        List<byte[]> words = List.of(utf8("a"), utf8("ü"), utf8("你好"), utf8(""));
        assertThat(run(echo(DataType.BYTES), Tensor.of("x", List.of(2, 2), words)).getFirst().toBytes())
                .containsExactlyElementsOf(words);
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = {"UINT16", "UINT32", "UINT64"})
    void aTypeThatTheRuntimeCannotBeGivenIsRefused(DataType type) {
        Path folder = echo(type);
        assertThatThrownBy(() -> load(folder)).isInstanceOf(BrokenModel.class)
                .hasMessage("the network's input x is %s, which cannot be given to it", type);
    }

    @Test
    void aSignatureThatTheFileContradictsIsRefused() {
        Signature wrong = new Signature(List.of(X), List.of(new TensorSpec("y", DataType.FP32, List.of(-1, 3))));
        Path folder = SampleModels.onnx(directory, "o", affine(), wrong);
        assertThatThrownBy(() -> load(folder)).isInstanceOf(BrokenModel.class)
                .hasMessage("the network's output y is FP32 [-1, 2], its signature says FP32 [-1, 3]");
    }

    @Test
    void aNameThatTheFileLacksIsRefused() {
        Signature wrong = new Signature(List.of(X), List.of(new TensorSpec("z", DataType.FP32, List.of(-1, 2))));
        Path folder = SampleModels.onnx(directory, "o", affine(), wrong);
        assertThatThrownBy(() -> load(folder)).hasMessage("the network has no output z; it has [y]");
    }

    @Test
    void anOperatorThatNobodyHasIsRefusedByName() {
        OnnxFile file = new OnnxFile().input(X).node("Frobnicate", "com.acme", List.of("x"), "y").output(Y);
        Path folder = SampleModels.onnx(directory, "o", file, null);
        assertThatThrownBy(() -> load(folder)).isInstanceOf(BrokenModel.class)
                .hasMessageContaining("com.acme:Frobnicate")
                .hasMessageNotContaining(directory.toString());
    }

    @Test
    void aFileThatIsNoNetworkIsRefused() throws IOException {
        Path folder = SampleModels.onnx(directory, "o");
        Files.writeString(folder.resolve(Network.Format.ONNX.file()), "the weights are elsewhere");
        assertThatThrownBy(() -> load(folder)).isInstanceOf(BrokenModel.class)
                .hasMessageStartingWith("model.onnx cannot be loaded: ")
                .hasMessageNotContaining(directory.toString());
    }

    @Test
    void aCardThatTheRuntimeCannotUseIsRefused() {
        Path folder = SampleModels.onnx(directory, "o");
        assertThat(engine.runsOn(Device.cuda(0))).isFalse();
        assertThatThrownBy(() -> engine.load(new VersionFolder(folder), Device.cuda(0))).isInstanceOf(BrokenModel.class)
                .hasMessageContaining("devices: [cpu]");
    }

    @Test
    void aRunThatFailsLeavesTheNetworkAbleToRun() {
        try (LoadedModel model = load(SampleModels.onnx(directory, "o"))) {
            assertThatThrownBy(() -> model.run(List.of(Tensor.of("x", List.of(1, 3), 1f, 2f, 3f))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(model.run(List.of(Tensor.of("x", List.of(1, 2), 1f, 2f)))).hasSize(1);
        }
    }

    @Test
    void aPublishedNetworkOfDigitsTellsWhatItWasPublishedWith() throws IOException {
        Path file = RealData.model("onnx-mnist/mnist-cntk-ort-examples.onnx");
        assertThat(engine.describe(file).orElseThrow().inputs())
                .containsExactly(new TensorSpec("Input3", DataType.FP32, List.of(1, 1, 28, 28)));
    }

    @Test
    void aPublishedNetworkReadsTheDigitOfItsPublishedExample() throws IOException {
        Path file = RealData.model("onnx-mnist/mnist-cntk-ort-examples.onnx");
        Path folder = Files.createDirectory(directory.resolve("digits"));
        Files.copy(file, folder.resolve(Network.Format.ONNX.file()));
        SampleModels.seal(folder, "digits", new Network(Network.Format.ONNX, null), null, null, null);
        Path example = RealData.model("onnx-mnist/onnxmodels-mnist-test_data_1.npz");
        Tensor logits = run(folder,
                new Tensor("Input3", DataType.FP32, List.of(1, 1, 28, 28), floats(example, "inputs.npy"))).getFirst();
        Tensor published = new Tensor("y", DataType.FP32, List.of(10), floats(example, "outputs.npy"));
        assertThat(greatest(logits.toFloats())).isEqualTo(greatest(published.toFloats()));
    }

    /** The data of an array of NumPy in a zip: what comes after a header of the length that bytes 8 and 9 tell. */
    private static ByteBuffer floats(Path zip, String entry) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ByteBuffer array = ByteBuffer.wrap(file.getInputStream(file.getEntry(entry)).readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            return array.position(10 + array.getShort(8)).slice();
        }
    }

    private static int greatest(float[] values) {
        int greatest = 0;
        for (int i = 1; i < values.length; i++) {
            greatest = values[i] > values[greatest] ? i : greatest;
        }
        return greatest;
    }

    @Test
    void aNetworkInAFormThatNobodyReadsAnyMoreIsRefused() {
        Path file = RealData.model("onnx-mnist/onnxmodels-mnist-model.onnx");
        assertThatThrownBy(() -> engine.describe(file)).isInstanceOf(BrokenModel.class);
    }

    private Path echo(DataType type) {
        return SampleModels.onnx(directory, "e",
                new OnnxFile().input(new TensorSpec("x", type, List.of(-1, 2)))
                        .node("Identity", "", List.of("x"), "y")
                        .output(new TensorSpec("y", type, List.of(-1, 2))),
                null);
    }

    private static OnnxFile affine() {
        return new OnnxFile().input(X).node("Abs", "", List.of("x"), "y").output(Y);
    }

    private List<Tensor> run(Path folder, Tensor... inputs) {
        try (LoadedModel model = load(folder)) {
            return model.run(List.of(inputs));
        }
    }

    private LoadedModel load(Path folder) {
        return engine.load(new VersionFolder(folder), Device.CPU);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
