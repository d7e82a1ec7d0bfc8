package dev.fairway.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Target;
import dev.fairway.registry.Network;
import dev.fairway.registry.ServingWishes;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DjlServingTests {

    @Test
    void theCommonKeysAreHeeded() {
        DjlServing read = read("""
                engine=OnnxRuntime
                option.modelName=resnet
                batch_size=8
                job_queue_size=50
                minWorkers=1
                maxWorkers=2
                load_on_devices=0;1
                """, "");
        assertThat(read.format()).isEqualTo(Network.Format.ONNX);
        assertThat(read.modelName()).isEqualTo("resnet");
        assertThat(read.draft().serving()).isEqualTo(new ServingWishes(List.of("cuda:0", "cuda:1"), 2, 8, 50));
    }

    @Test
    void devicesAreTranslated() {
        assertThat(wishes("load_on_devices=*").devices()).containsExactly("all");
        assertThat(wishes("load_on_devices=-1").devices()).containsExactly("cpu");
    }

    @Test
    void whatIsNotHeededIsNoted() {
        assertThat(read("max_batch_delay=100\noption.dtype=fp16\nretry_threshold=1", "").notes()).containsExactly(
                "max_batch_delay is not heeded: a batch never waits for more requests here",
                "option.dtype is not heeded", "retry_threshold is not heeded");
    }

    @Test
    void imageClassificationBecomesSteps() {
        DjlServing read = read("""
                engine=PyTorch
                translatorFactory=ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory
                width=224
                height=224
                resizeShort=256
                centerCrop=true
                normalize=true
                applySoftmax=true
                topK=3
                """, "cat\ndog\n");
        Draft.Image image = image(read);
        assertThat(image.resize()).isEqualTo(256);
        assertThat(image.mean()).containsExactly(0.485, 0.456, 0.406);
        assertThat(image.std()).containsExactly(0.229, 0.224, 0.225);
        assertThat(read.draft().target()).isEqualTo(new Target.Classes("label", List.of("cat", "dog")));
        assertThat(read.notes()).singleElement().asString().contains("topK");
    }

    @Test
    void aDistortingResizeIsNoted() {
        DjlServing read = read("application=cv/image_classification\nresize=256\ncenterCrop=true", "");
        assertThat(image(read).resize()).isEqualTo(256);
        assertThat(read.notes()).singleElement().asString().contains("in proportion");
    }

    @Test
    void outputsWithoutSoftmaxStayAsTheyAre() {
        DjlServing read = read("application=cv/image_classification", "cat\ndog");
        assertThat(read.draft().target()).isNull();
        assertThat(read.notes()).singleElement().asString().contains("applySoftmax");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            engine=Python                                                        | engine: Python is not run here
            engine=TensorFlow                                                    | PyTorch and OnnxRuntime are
            option.model_url=s3://bucket/model                                   | fetched from elsewhere
            option.model_id=bert-base-uncased                                    | points elsewhere
            batch_size=none                                                      | batch_size: must be a whole number
            load_on_devices=nc0                                                  | load_on_devices
            translatorFactory=ai.djl.huggingface.translator.TokenClassificationTranslatorFactory | translatorFactory
            application=cv/image_classification\\nrange=-1,1                      | range
            application=cv/image_classification\\ncenterCrop=true                 | centerCrop
            application=cv/image_classification\\nresize=300                      | centerCrop is not asked for
            application=cv/image_classification\\nsynsetUrl=https://x/synset.txt  | synsetUrl
            application=cv/image_classification\\nnormalize=a,b                   | normalize
            """)
    void whatWouldAnswerOtherwiseIsRefused(String text, String message) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(text.replace("\\n", "\n"), ""))
                .withMessageContaining(message);
    }

    private static ServingWishes wishes(String text) {
        return Objects.requireNonNull(read(text, "").draft().serving());
    }

    private static Draft.Image image(DjlServing read) {
        return Objects.requireNonNull(read.draft().image());
    }

    private static DjlServing read(String text, String synset) {
        return DjlServing.read(text, name -> name.equals("synset.txt") && !synset.isEmpty() ? synset : null);
    }
}
