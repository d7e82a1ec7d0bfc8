package dev.fairway.inference.golden;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.testing.Images;
import dev.fairway.testing.SampleEngines;
import dev.fairway.testing.SampleModels;
import dev.fairway.testing.SampleVersion;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenCheckTests {

    @TempDir
    private Path directory;

    @Test
    void tensorsThatComeOutAsTheyMustPass() {
        assertThatCode(() -> check(SampleModels.perceptron(directory, "p"), """
                {"cases": [{"name": "one", "inputs": [{"name": "x", "data": [[1, 2, 5, 3]]}],
                            "outputs": [{"name": "y", "shape": [1, 3], "data": [3.00001, 2, 0.5]}]}]}
                """)).doesNotThrowAnyException();
    }

    @Test
    void aFigureThatIsOffIsTold() {
        assertThatThrownBy(() -> check(SampleModels.perceptron(directory, "p"), """
                {"tolerance": 0.01, "cases": [{"name": "one", "inputs": [{"name": "x", "data": [[1, 2, 5, 3]]}],
                            "outputs": [{"name": "y", "data": [[3.02, 2.2, 0.5]]}]}]}
                """)).isInstanceOf(BrokenModel.class)
                .hasMessage("golden case 'one': y[1] must be 2.2%s, not 2.0", "00000047683716");
    }

    @Test
    void aTableIsGivenByItsColumns() {
        String golden = """
                {"cases": [{"name": "people",
                            "inputs": [{"name": "age", "data": [64, null]}, {"name": "sex", "data": ["Male", null]}],
                            "outputs": [{"name": "label", "data": ["%s", "<=50K"]},
                                        {"name": "probabilities", "data": [[0.02931223, 0.97068777], [0.7310586, 0.2689414]]}]}]}
                """;
        assertThatCode(() -> check(SampleVersion.write(directory, "t"), golden.formatted(">50K")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(SampleVersion.write(directory, "t"), golden.formatted("rich")))
                .hasMessage("golden case 'people': label[0] must be 'rich', not '>50K'");
    }

    @Test
    void aQuantityIsComparedInItsUnits() {
        assertThatCode(() -> check(SampleVersion.writeQuantity(directory, "q"), """
                {"cases": [{"name": "one", "inputs": [{"name": "age", "data": [38]}],
                            "outputs": [{"name": "value", "data": [40000]}]}]}
                """)).doesNotThrowAnyException();
    }

    @Test
    void imagesAndTextsAreGivenAsTheyAre() {
        String red = Base64.getEncoder().encodeToString(Images.png(9, 9, Color.RED));
        assertThatCode(() -> check(SampleModels.colours(directory, "c"), """
                {"cases": [{"name": "red", "items": ["%s"], "outputs": [{"name": "label", "data": ["red"]}]}]}
                """.formatted(red))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(SampleModels.moods(directory, "m"), """
                {"cases": [{"name": "praise", "texts": ["good"], "outputs": [{"name": "label", "data": ["negative"]}]}]}
                """)).hasMessage("golden case 'praise': label[0] must be 'negative', not 'positive'");
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, names = {"UINT16", "UINT32", "UINT64", "BYTES",
            "BOOL"}, mode = EnumSource.Mode.EXCLUDE)
    void numbersOfEveryTypeAreCompared(DataType type) {
        Path folder = SampleModels.echo(directory, "e", type);
        String golden = """
                {"cases": [{"name": "one", "inputs": [{"name": "x", "data": [[1, 2]]}],
                            "outputs": [{"name": "y", "data": [[1, %d]]}]}]}
                """;
        assertThatCode(() -> check(folder, golden.formatted(2))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(folder, golden.formatted(3)))
                .hasMessage("golden case 'one': y[1] must be 3.0, not 2.0");
    }

    @Test
    void anOutputThatThereIsNotIsTold() {
        assertThatThrownBy(() -> check(SampleModels.perceptron(directory, "p"), """
                {"cases": [{"name": "one", "inputs": [{"name": "x", "data": [[1, 2, 5, 3]]}],
                            "outputs": [{"name": "z", "data": [1]}]}]}
                """)).hasMessage("golden case 'one': there is no z; there is [y]");
    }

    @Test
    void anInputThatDoesNotFitIsTold() {
        assertThatThrownBy(() -> check(SampleModels.perceptron(directory, "p"), """
                {"cases": [{"name": "one", "inputs": [{"name": "x", "data": [[1, 2]]}],
                            "outputs": [{"name": "y", "data": [1]}]}]}
                """)).isInstanceOf(BrokenModel.class).hasMessageStartingWith("golden case 'one': inputs.x: must have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[", "{\"cases\": [{\"name\": \"one\"}]}",
            "{\"cases\": [{\"name\": \"one\", \"texts\": [\"a\"]}]}"})
    void aDocumentOfAnotherFormIsRefused(String document) {
        assertThatThrownBy(() -> check(SampleModels.perceptron(directory, "p"), document))
                .isInstanceOf(BrokenModel.class)
                .hasMessageStartingWith("golden.json cannot be read: ");
    }

    private static void check(Path folder, String golden) {
        write(folder, golden);
        VersionFolder version = new VersionFolder(folder);
        try (Codec codec = SampleEngines.codecs().of(version.manifest(), version);
                LoadedModel model = SampleEngines.load(folder)) {
            new GoldenCheck(version, codec).run(model);
        }
    }

    private static void write(Path folder, String golden) {
        try {
            Files.writeString(folder.resolve(VersionFolder.GOLDEN), golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
