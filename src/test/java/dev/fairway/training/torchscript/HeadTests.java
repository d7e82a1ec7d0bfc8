package dev.fairway.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.translate.NoopTranslator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another head for a network of somebody else's, in the archive as libtorch itself writes it. */
class HeadTests {

    @TempDir
    private Path folder;

    @Test
    void theTensorsOfInnerModulesHaveDottedNames() throws Exception {
        assertThat(ArchivedTensors.read(rewritten()).names()).containsExactly("features.weight", "features.bias",
                "fc.weight", "fc.bias");
    }

    @Test
    void theLastMatrixOfAsManyOutputsIsTheHead() throws Exception {
        assertThat(Head.find(ArchivedTensors.read(rewritten()), 3, null))
                .contains(new Head("fc.weight", List.of(3L, 6L), "fc.bias"));
        assertThat(Head.find(ArchivedTensors.read(rewritten()), 6, null))
                .contains(new Head("features.weight", List.of(6L, 3L, 3L, 3L), "features.bias"));
        assertThat(Head.find(ArchivedTensors.read(rewritten()), 5, null)).isEmpty();
        assertThat(Head.find(ArchivedTensors.read(rewritten()), 3, "features")).isEmpty();
    }

    @Test
    void libtorchRunsTheNetworkWithItsNewHead() throws Exception {
        ArchivedTensors tensors = ArchivedTensors.read(rewritten());
        Head head = Head.find(tensors, 3, "fc").orElseThrow();
        tensors.write(folder.resolve("tuned.pt"), head.fresh(300, 7));
        try (Model model = load("tuned")) {
            assertThat(run(model)).hasSize(300).isNotEqualTo(new float[300]);
        }
        assertThat(ArchivedTensors.read(folder.resolve("tuned.pt")).shape("fc.weight")).contains(List.of(300L, 6L));
    }

    @Test
    void whatStaysIsTheSame() throws Exception {
        ArchivedTensors tensors = ArchivedTensors.read(rewritten());
        ArchivedTensors.Tensor bias = tensors.find("fc.bias").orElseThrow();
        tensors.write(folder.resolve("same.pt"), Map.of("fc.bias", bias));
        try (Model before = load("libtorch"); Model after = load("same")) {
            assertThat(run(after)).isEqualTo(run(before));
        }
    }

    @Test
    void whatIsNoTorchScriptIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("x.pt"), dev.fairway.testing.Archives.zip(Map.of("a/b", new byte[1])));
        assertThatThrownBy(() -> ArchivedTensors.read(file)).isInstanceOf(IOException.class)
                .hasMessageContaining("no TorchScript");
    }

    /** Read by libtorch and written by it, with all that its own pickler does. */
    private Path rewritten() throws Exception {
        NestedModule.write(folder.resolve("nested.pt"));
        Path file = folder.resolve("libtorch.pt");
        try (Model model = load("nested"); OutputStream out = Files.newOutputStream(file)) {
            JniUtils.writeModule((PtSymbolBlock) model.getBlock(), out, false);
        }
        return file;
    }

    private Model load(String name) throws Exception {
        Model model = Model.newInstance(name, "PyTorch");
        model.load(folder, name);
        return model;
    }

    private static float[] run(Model model) throws Exception {
        try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
                var manager = model.getNDManager().newSubManager()) {
            return predictor.predict(new NDList(manager.ones(new Shape(1, 3, 8, 8)))).singletonOrThrow().toFloatArray();
        }
    }
}
