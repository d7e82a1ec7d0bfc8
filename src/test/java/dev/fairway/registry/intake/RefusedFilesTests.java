package dev.fairway.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.Network;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.testing.OnnxFile;
import dev.fairway.testing.SampleModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class RefusedFilesTests {

    @TempDir
    private Path work;

    @AfterEach
    void nothingIsWrittenOutsideOfTheStage() {
        assertThat(work.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void torchScriptAndOnnxAreTold() throws IOException {
        byte[] script = Files.readAllBytes(SampleModels.perceptron(work, "1").resolve("model.pt"));
        byte[] onnx = Files.readAllBytes(SampleModels.onnx(work, "2").resolve("model.onnx"));
        assertThat(open("a.pt", script).format()).isEqualTo(Network.Format.TORCHSCRIPT);
        assertThat(open("a.onnx", onnx).format()).isEqualTo(Network.Format.ONNX);
        assertThat(open("a.zip", new Zips().with("some/net.onnx", onnx).bytes()).format())
                .isEqualTo(Network.Format.ONNX);
    }

    @Test
    void pickledWeightsAreRefusedWithTheRemedy() {
        byte[] weights = Zips.of("archive/data.pkl", "\u0080\u0002}").with("archive/data/0", "0000").bytes();
        assertThat(refusal("a.pt", weights)).contains("without a program", "torch.jit.trace");
        assertThat(refusal("a.pth", bytes("\u0080\u0002\u008a\nlü"))).contains("pickle", "torch.jit.script");
    }

    @Test
    void otherEnginesFilesAreRefusedByName() {
        assertThat(refusal("a.pt", bytes("\u0089HDF\r\n\u001a\n rest"))).contains("Keras", "TorchScript");
        assertThat(refusal("a.pt", bytes("\u0014\0\0\0\0\0\0\0{\"w\":{\"dtype\":\"F32\"}}"))).contains("safetensors");
        assertThat(refusal("a.onnx", bytes("GGUF rest of it"))).contains("GGUF");
        assertThat(refusal("a.pt", bytes("\u001f\u008b\u0008 tar"))).contains("gzip");
        assertThat(refusal("a.zip", Zips.of("model.weights.h5", "x").with("config.json", "{}").bytes()))
                .contains("Keras");
        assertThat(refusal("a.mar", Zips.of("MAR-INF/MANIFEST.json", "{}").bytes())).contains("TorchServe");
        assertThat(refusal("a.zip", Zips.of("m/saved_model.pb", "x").bytes())).contains("SavedModel");
        assertThat(refusal("a.pt", bytes("hello, this is a text"))).contains("no kind that is known");
        assertThat(refusal("a.pt", new byte[0])).contains("empty");
    }

    @Test
    void aFileThatIsCalledWhatItIsNotIsRefused() throws IOException {
        byte[] onnx = Files.readAllBytes(SampleModels.onnx(work, "1").resolve("model.onnx"));
        assertThat(refusal("model.pt", onnx)).contains("called .pt but holds ONNX", "model.onnx");
    }

    @Test
    void anArchiveThatIsCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(SampleModels.perceptron(work, "1").resolve("model.pt"));
        for (int length = 4; length < whole.length; length += 37) {
            assertThat(refusal("a.pt", Arrays.copyOf(whole, length))).contains("cut off or damaged");
        }
    }

    @Test
    void anArchiveWithADamagedEntryIsRefused() throws IOException {
        byte[] whole = new Zips().with("net/data.pkl", "0123456789").with("net/code/a.py", "x = 1").bytes();
        whole[45] ^= 0x55;
        assertThat(refusal("a.pt", whole)).contains("cut off or damaged");
    }

    @Test
    void anOnnxThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(SampleModels.onnx(work, "1").resolve("model.onnx"));
        for (int length : new int[]{1, whole.length / 4, whole.length / 2, whole.length - 1}) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> open("a.onnx", part));
        }
    }

    @Test
    void namesThatReachOutOfTheArchiveAreRefused() {
        for (String name : List.of("../evil.txt", "a/../../evil.txt", "/tmp/evil.txt", "..\\evil.txt", "C:evil.txt")) {
            assertThat(refusal("a.zip", Zips.of(name, "evil").bytes())).as(name).contains("reaches out");
        }
    }

    @Test
    void linksAndNamesThatComeTwiceAreRefused() {
        assertThat(refusal("a.zip", Zips.of("model.pt", "/etc/passwd").linked())).contains("symbolic link");
        assertThat(refusal("a.zip", Zips.doubled())).contains("two entries called 'a.txt'");
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() {
        byte[] bomb = Zips.of("model.pt", "").with("zeros", new byte[40 << 20]).bytes();
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(refusal("a.zip", bomb)).contains("200 times its size");
    }

    @Test
    void tooMuchAndTooManyAreRefused() {
        IntakeProperties tight = new IntakeProperties(work, DataSize.ofKilobytes(10), 3, 1_000, 1);
        byte[] large = Zips.of("a", "").with("b", new byte[20_000]).bytes();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> open("a.zip", large, tight))
                .matches(e -> e.kind() == Refusal.Kind.TOO_LARGE);
        byte[] many = Zips.of("a", "").with("b", "").with("c", "").with("d", "").bytes();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> open("a.zip", many, tight))
                .withMessageContaining("at most 3");
    }

    @Test
    void onnxWhoseDataLieElsewhereNeedsThemBeside() throws IOException {
        byte[] network = external("weights.bin");
        assertThat(refusal("a.onnx", network)).contains("'weights.bin'", "not there", "zip both");
        Parcel whole = open("a.zip", new Zips().with("net.onnx", network).with("weights.bin", "0000").bytes());
        assertThat(whole.files()).containsKeys("model.onnx", "weights.bin");
        assertThat(refusal("a.onnx", external("../../etc/passwd"))).contains("must lie beside the model");
    }

    @Test
    void aFolderNeedsOneNetworkAndNoMore() {
        assertThat(refusal("a.zip", Zips.of("readme.txt", "hello").bytes())).contains("has no network");
        assertThat(refusal("a.zip", Zips.of("a.onnx", "1").with("b.onnx", "2").bytes())).contains("several networks",
                "a.onnx", "b.onnx");
        assertThat(refusal("a.zip", Zips.of("model.safetensors", "1").bytes())).contains("hold no network");
    }

    /** An ONNX model that keeps a tensor in another file, by the field numbers of onnx.proto. */
    private byte[] external(String location) throws IOException {
        Path file = work.resolve("external.onnx");
        new OnnxFile().input(new TensorSpec("x", DataType.FP32, List.of(2)))
                .node("Add", "", List.of("x", "w"), "y")
                .output(new TensorSpec("y", DataType.FP32, List.of(2)))
                .write(file);
        byte[] entry = message(1, "location", 2, location);
        byte[] tensor = bytes("j" + (char) entry.length + new String(entry, StandardCharsets.ISO_8859_1));
        byte[] initializer = bytes("*" + (char) tensor.length + new String(tensor, StandardCharsets.ISO_8859_1));
        byte[] graph = bytes(":" + (char) initializer.length + new String(initializer, StandardCharsets.ISO_8859_1));
        // Fields of a message may come in pieces, which are joined.
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(Files.readAllBytes(file));
        all.writeBytes(graph);
        return all.toByteArray();
    }

    private static byte[] message(int first, String key, int second, String value) {
        return bytes("" + (char) (first << 3 | 2) + (char) key.length() + key + (char) (second << 3 | 2)
                + (char) value.length() + value);
    }

    private String refusal(String name, byte[] bytes) {
        try {
            open(name, bytes);
        } catch (Refusal e) {
            assertThat(e.kind()).isEqualTo(Refusal.Kind.INVALID);
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError(name + " was not refused");
    }

    private Parcel open(String name, byte[] bytes) {
        return open(name, bytes, new IntakeProperties(work, DataSize.ofGigabytes(1), 1_000, 200, 1));
    }

    private Parcel open(String name, byte[] bytes, IntakeProperties limits) {
        try {
            Staging.Stage stage = new Staging.Stage(Files.createTempDirectory(work, "stage"));
            Path file = Files.write(stage.path().resolve("artifact"), bytes);
            return new Opening(limits).file(file, name, stage);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
