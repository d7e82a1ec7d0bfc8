package dev.fairway.inference.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Predictions;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.testing.Images;
import dev.fairway.testing.SampleEngines;
import dev.fairway.testing.SampleModels;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemCodecsTests {

    @TempDir
    private Path directory;

    @Test
    void imagesBecomePredictions() {
        Path folder = SampleModels.colours(directory, "c");
        assertThat(labels(folder, Images.png(40, 30, new Color(200, 20, 20)), Images.jpeg(9, 99, new Color(0, 10, 99))))
                .containsExactly("red", "blue");
    }

    @Test
    void textsOfAllLengthsBecomePredictions() {
        Path folder = SampleModels.moods(directory, "m");
        assertThat(labels(folder, utf8("bad"), utf8("a good, good film"), utf8(""), utf8("Bad bad good film")))
                .containsExactly("negative", "positive", "negative", "negative");
    }

    @Test
    void shorterTextsArePaddedAndMasked() {
        try (Codec codec = codec(SampleModels.moods(directory, "m"))) {
            assertThat(codec.encode(items(utf8("good"), utf8("bad film")))).containsExactly(
                    Tensor.of("input_ids", List.of(2, 2), 2L, 0L, 3L, 4L),
                    Tensor.of("attention_mask", List.of(2, 2), 1L, 0L, 1L, 1L));
        }
    }

    @Test
    void elementsOfATensorAreItemsToo() {
        try (Codec codec = codec(SampleModels.moods(directory, "m"))) {
            Input tensors = new Input.Tensors(List.of(Tensor.of("text", List.of(1), List.of(utf8("good")))));
            assertThat(codec.encode(tensors)).isEqualTo(codec.encode(items(utf8("good"))));
        }
    }

    @Test
    void theSignatureTellsWhatIsSentAndSaid() {
        try (Codec codec = codec(SampleModels.colours(directory, "c"))) {
            assertThat(codec.signature().inputs())
                    .containsExactly(new TensorSpec("image", DataType.BYTES, List.of(-1)));
            assertThat(codec.signature().outputs()).extracting(TensorSpec::name)
                    .containsExactly("label", "score", "probabilities");
        }
    }

    @Test
    void blankItemsPass() {
        for (Path folder : List.of(SampleModels.colours(directory, "c"), SampleModels.moods(directory, "m"))) {
            try (Codec codec = codec(folder)) {
                assertThat(codec.encode(codec.blank(3)).getFirst().rows()).isEqualTo(3);
            }
        }
    }

    @Test
    void theItemThatIsWrongIsNamed() {
        try (Codec images = codec(SampleModels.colours(directory, "c"));
                Codec texts = codec(SampleModels.moods(directory, "m"))) {
            assertThatThrownBy(() -> images.encode(items(Images.png(1, 1, Color.RED), utf8("no image"))))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("image[1]: is neither JPEG nor PNG");
            assertThatThrownBy(() -> texts.encode(items(utf8("fine"), new byte[]{(byte) 0xC3})))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("text[1]: is not UTF-8");
        }
    }

    private static List<String> labels(Path folder, byte[]... items) {
        try (Codec codec = codec(folder); LoadedModel model = SampleEngines.load(folder)) {
            Input input = items(items);
            Output output = codec.decode(input, model.run(codec.encode(input)));
            Predictions.Classified said = (Predictions.Classified) ((Output.Predicted) output).predictions();
            return IntStream.range(0, said.rows()).mapToObj(said::label).toList();
        }
    }

    private static Codec codec(Path folder) {
        VersionFolder version = new VersionFolder(folder);
        return SampleEngines.codecs().of(version.manifest(), version);
    }

    private static Input items(byte[]... items) {
        return new Input.Items(Arrays.asList(items));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
