package dev.fairway.training.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoopTranslator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TorchScriptArchiveTests {

    private static final ScriptModule LINE = new ScriptModule(
            List.of(new ScriptModule.Attribute("weight", new long[]{1, 2}, new float[]{2, -1}, true),
                    new ScriptModule.Attribute("bias", new long[]{1}, new float[]{0.5f}, true),
                    new ScriptModule.Attribute("mean", new long[]{300}, new float[300], false)),
            """
                    def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                      return torch.linear(x, self.weight, self.bias)
                    """);

    @TempDir
    private Path folder;

    @Test
    void theSameModuleGivesTheSameBytes() throws IOException {
        assertThat(Files.readAllBytes(write("a.pt"))).isEqualTo(Files.readAllBytes(write("b.pt")));
    }

    @Test
    void libtorchComputesWhatTheSourceSays() throws Exception {
        write("line.pt");
        try (Model model = Model.newInstance("line", "PyTorch")) {
            model.load(folder, "line");
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
                    var manager = model.getNDManager().newSubManager()) {
                NDList answer = predictor.predict(new NDList(manager.create(new float[][]{{1, 2}, {3, 4}})));
                assertThat(answer.singletonOrThrow().toFloatArray()).containsExactly(0.5f, 2.5f);
            }
        }
    }

    @Test
    void theTensorsOfAnArchiveAreReadAgain() throws IOException {
        ArchivedTensors tensors = ArchivedTensors.read(write("a.pt"));
        assertThat(tensors.find("weight")).hasValueSatisfying(weight -> {
            assertThat(weight.shape()).containsExactly(1L, 2L);
            assertThat(weight.values()).containsExactly(2, -1);
        });
        assertThat(tensors.find("mean")).hasValueSatisfying(mean -> assertThat(mean.values()).hasSize(300));
        assertThat(tensors.find("training")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void whatWasWrittenWithFewerBitsIsReadAgainNearly(Precision precision) throws IOException {
        Path file = folder.resolve("few.pt");
        TorchScriptArchive.write(file, LINE.in(precision));
        assertThat(ArchivedTensors.read(file).find("weight")).hasValueSatisfying(weight -> {
            assertThat(weight.values()).containsExactly(new float[]{2, -1}, within(0.01f));
        });
    }

    @Test
    void elementsLieAtMultiplesOf64Bytes() throws IOException {
        byte[] file = Files.readAllBytes(write("a.pt"));
        try (ZipFile zip = new ZipFile(folder.resolve("a.pt").toFile())) {
            ZipEntry entry = zip.getEntry("model/data/0");
            assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
            try (InputStream in = zip.getInputStream(entry)) {
                assertThat(offset(file, in.readAllBytes()) % 64).isZero();
            }
        }
    }

    @Test
    void numbersArePickledInTheShortestWayThatHoldsThem() {
        assertThat(new PickleWriter().number(255).number(-1).number(1L << 40).end()).containsExactly(0x80, 2, 'K', 255,
                'J', 255, 255, 255, 255, 0x8a, 8, 0, 0, 0, 0, 0, 1, 0, 0, '.');
    }

    @Test
    void textIsPickledAsUtf8WithItsLengthInBytes() {
        assertThat(new PickleWriter().text("ä").end()).containsExactly(0x80, 2, 'X', 2, 0, 0, 0, 0xc3, 0xa4, '.');
    }

    private Path write(String name) {
        Path file = folder.resolve(name);
        TorchScriptArchive.write(file, LINE);
        return file;
    }

    private static int offset(byte[] file, byte[] part) {
        for (int at = 0; at + part.length <= file.length; at++) {
            if (java.util.Arrays.equals(file, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not in the file");
    }
}
