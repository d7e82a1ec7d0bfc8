package dev.fairway.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.device.Device;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Tensor;
import dev.fairway.testing.SampleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchScriptEngineTests {

    private final TorchScriptEngine engine = new TorchScriptEngine();

    @TempDir
    private Path directory;
    private VersionFolder folder;

    @BeforeEach
    void writeAVersion() {
        folder = new VersionFolder(SampleVersion.write(directory, "job"));
    }

    @Test
    void theLogitsAreThoseOfTheNetwork() {
        try (LoadedModel model = engine.load(folder, Device.CPU)) {
            List<Tensor> outputs = model.run(List.of(Tensor.of("numeric", List.of(2, 1), 1f, -1f),
                    Tensor.of("categorical", List.of(2, 1), 1L, 0L)));
            assertThat(outputs).hasSize(1);
            assertThat(outputs.getFirst().shape()).containsExactly(2, 2);
            assertThat(outputs.getFirst().toFloats()).containsExactly(-0.75f, 0.75f, 1.5f, -1.5f);
        }
    }

    @Test
    void aRunThatFailsLeavesTheModelAbleToRun() {
        try (LoadedModel model = engine.load(folder, Device.CPU)) {
            List<Tensor> wrong = List.of(Tensor.of("numeric", List.of(1, 1), 1f));
            assertThatThrownBy(() -> model.run(wrong)).isInstanceOf(RuntimeException.class);
            assertThat(model
                    .run(List.of(Tensor.of("numeric", List.of(1, 1), 0f), Tensor.of("categorical", List.of(1, 1), 0L)))
                    .getFirst()
                    .toFloats()).containsExactly(0.5f, -0.5f);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 0.9, 0.99})
    void aFileThatBreaksOffIsRefused(double share) throws IOException {
        byte[] whole = Files.readAllBytes(folder.model(Network.Format.TORCHSCRIPT));
        Files.write(folder.model(Network.Format.TORCHSCRIPT), Arrays.copyOf(whole, (int) (whole.length * share)));
        assertRefused();
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws IOException {
        Files.writeString(folder.model(Network.Format.TORCHSCRIPT), "the weights are elsewhere");
        assertRefused();
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws IOException {
        Files.delete(folder.model(Network.Format.TORCHSCRIPT));
        assertRefused();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> engine.load(folder, Device.CPU)).isInstanceOf(BrokenModel.class)
                .hasMessage("model.pt is not a TorchScript module that can be read");
    }
}
