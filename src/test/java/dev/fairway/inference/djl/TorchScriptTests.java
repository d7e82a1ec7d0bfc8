package dev.fairway.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.device.Device;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import dev.fairway.testing.SampleModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TorchScriptTests {

    private static final Tensor A = Tensor.of("a", List.of(1, 2), 2f, 3f);
    private static final Tensor B = Tensor.of("b", List.of(1, 2), 5f, 7f);

    @TempDir
    private Path directory;

    @Test
    void aBareTensorGoesInAndComesOut() {
        List<Tensor> outputs = run(SampleModels.perceptron(directory, "p"),
                Tensor.of("x", List.of(2, 4), 1f, 2f, 5f, 3f, -1f, -1f, -1f, 4f));
        assertThat(outputs).containsExactly(Tensor.of("y", List.of(2, 3), 3f, 2f, 0.5f, 0f, -4f, 0.5f));
    }

    @Test
    void severalTensorsAreArgumentsInTheirOrder() {
        assertThat(run(SampleModels.sumAndProduct(directory, "m"), A, B)).containsExactly(
                Tensor.of("sum", List.of(1, 2), 7f, 10f), Tensor.of("product", List.of(1, 2), 10f, 21f));
    }

    @Test
    void aTupleGoesInAndATupleInATupleComesOutFlat() {
        assertThat(run(SampleModels.tuples(directory, "t"), A, B)).containsExactly(
                Tensor.of("sum", List.of(1, 2), 7f, 10f), Tensor.of("product", List.of(1, 2), 10f, 21f),
                Tensor.of("difference", List.of(1, 2), -3f, -4f));
    }

    @Test
    void aListGoesInAndAListComesOut() {
        assertThat(run(SampleModels.lists(directory, "l"), A, B)).containsExactly(
                Tensor.of("sum", List.of(1, 2), 7f, 10f), Tensor.of("product", List.of(1, 2), 10f, 21f));
    }

    @Test
    void whatADictGivesIsFoundByItsKeys() {
        assertThat(run(SampleModels.dicts(directory, "d"), A, B)).containsExactly(
                Tensor.of("sum", List.of(1, 2), 7f, 10f), Tensor.of("product", List.of(1, 2), 10f, 21f));
    }

    @Test
    void stringsKeepEveryByte() {
        List<Tensor> outputs = run(SampleModels.words(directory, "w"),
                Tensor.of("words", List.of(3), List.of(utf8("hi"), utf8("grüße 😀"), utf8(""))));
        assertThat(outputs.getFirst().toBytes()).map(word -> new String(word, StandardCharsets.UTF_8))
                .containsExactly("HI! 😀", "GRüßE 😀! 😀", "! 😀");
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = {"UINT16", "UINT32", "UINT64", "BYTES"}, mode = EnumSource.Mode.EXCLUDE)
    void everyTypeOfLibtorchComesBackAsItWent(DataType type) {
        Tensor sent = new Tensor("x", type, List.of(2, 2), elements(type));
        Tensor given = run(SampleModels.echo(directory, "e", type), sent).getFirst();
        assertThat(given).isEqualTo(new Tensor("y", type, List.of(2, 2), sent.data()));
    }

    /** Seeded bytes of four elements; NaNs are avoided, as their bits need not survive. */
    private static ByteBuffer elements(DataType type) {
        byte[] bytes = new byte[4 * type.size()];
        new Random(7).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] & (type == DataType.BOOL ? 0x01 : 0x3F));
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = {"UINT16", "UINT32", "UINT64"})
    void aTypeThatLibtorchLacksIsRefusedAtLoad(DataType type) {
        Path folder = SampleModels.echo(directory, "e", type);
        assertThatThrownBy(() -> load(folder)).isInstanceOf(BrokenModel.class)
                .hasMessage("TorchScript has no tensors of %s, as the signature says of x", type);
    }

    private static List<Tensor> run(Path folder, Tensor... inputs) {
        try (LoadedModel model = load(folder)) {
            return model.run(List.of(inputs));
        }
    }

    private static LoadedModel load(Path folder) {
        return new TorchScriptEngine().load(new VersionFolder(folder), Device.CPU);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
