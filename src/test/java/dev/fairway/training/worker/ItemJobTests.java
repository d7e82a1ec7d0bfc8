package dev.fairway.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Pixels;
import dev.fairway.feature.Predictions;
import dev.fairway.feature.Target;
import dev.fairway.feature.TextSteps;
import dev.fairway.inference.Input.Items;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.codec.ImageProperties;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Tensor;
import dev.fairway.testing.Images;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.djl.ScriptedNetwork;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.request.Defaults;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemJobTests {

    private static final Codecs CODECS = new Codecs((_, _) -> {
        throw new AssertionError("a trained version has no tokenizer.json");
    }, new ImageProperties(1_000_000));

    @TempDir
    private Path folder;

    @Test
    void imagesBecomeAVersionThatTellsThemApart() throws IOException, SQLException {
        Workshop job = images("\"epochs\": 4");
        assertThat(accuracy(job.run())).isGreaterThan(0.9);
        Manifest manifest = job.version().manifest();
        ImageSteps steps = Objects.requireNonNull(manifest.image());
        assertThat(manifest.files()).containsOnlyKeys("model.pt", "reference.json", "evaluation.json", "card.json");
        assertThat(List.of(steps.height(), steps.width())).containsExactly(Galleries.SIDE, Galleries.SIDE);
        assertThat(steps.mean().getFirst()).isBetween(0.3, 0.6);
        assertThat(job.version().reference().features()).isEmpty();
        assertThat(job.version().reference().prediction().rows()).isEqualTo(40);
        job.version().verify();
    }

    @Test
    void whatIsServedOfAnImageIsWhatWasEvaluated() throws IOException, SQLException {
        Workshop job = images("\"epochs\": 2");
        double evaluated = accuracy(job.run());
        List<byte[]> sent = IntStream.range(200, 240).mapToObj(i -> png(Galleries.image(i))).toList();
        assertThat(rightlyServed(job, sent, "left")).isEqualTo(Math.round(evaluated * sent.size()));
    }

    @Test
    void imagesThatAreUnlikeTheOthersAreFoundWithoutATarget() throws IOException, SQLException {
        String coder = "\"epochs\": 30, \"architecture\": {\"type\": \"autoencoder\", \"hidden\": [32], \"code\": 4}";
        Workshop judged = images("\"target\": \"label\", " + coder);
        var test = ((WorkerEvent.Succeeded) judged.run().getLast()).metrics().get("test");
        assertThat(Objects.requireNonNull(test).get("auroc")).isGreaterThan(0.9);
        assertThat(judged.version().manifest().target()).isInstanceOf(Target.Anomaly.class);
        Workshop alone = job("alone", Galleries.images(folder), coder);
        test = ((WorkerEvent.Succeeded) alone.run().getLast()).metrics().get("test");
        assertThat(test).containsOnlyKeys("anomalies");
    }

    @Test
    void augmentedImagesGiveTheSameBytesAgain() throws IOException, SQLException {
        String augment = """
                "epochs": 2, "preprocessing": {"augment": ["flip", {"type": "crop", "padding": 1}, "rotate", "colour",
                {"type": "cutout", "size": 2}]}""";
        Workshop first = images(augment);
        first.run();
        byte[] model = first.model();
        Workshop second = images(augment);
        second.run();
        assertThat(second.model()).isEqualTo(model);
    }

    @Test
    void textsBecomeAVersionWithAVocabulary() throws IOException, SQLException {
        Workshop job = texts();
        assertThat(accuracy(job.run())).isGreaterThan(0.9);
        Manifest manifest = job.version().manifest();
        assertThat(manifest.files()).containsOnlyKeys("model.pt", "reference.json", "evaluation.json", "card.json",
                "vocabulary.json");
        assertThat(Objects.requireNonNull(manifest.text()).inputs()).containsExactly(TextSteps.IDS, TextSteps.MASK);
        assertThat(job.version().vocabulary().words()).startsWith("awful", "lovely");
        job.version().verify();
    }

    @Test
    void whatIsServedOfATextIsWhatWasEvaluated() throws IOException, SQLException {
        Workshop job = texts();
        double evaluated = accuracy(job.run());
        List<byte[]> sent = IntStream.range(200, 240)
                .mapToObj(i -> Galleries.text(i).getBytes(StandardCharsets.UTF_8))
                .toList();
        assertThat(rightlyServed(job, sent, "good")).isEqualTo(Math.round(evaluated * sent.size()));
    }

    /** Through the steps of a request and the written network; every second item has the given label. */
    private static long rightlyServed(Workshop job, List<byte[]> sent, String even) {
        VersionFolder version = job.version();
        Manifest manifest = version.manifest();
        Target target = Objects.requireNonNull(manifest.target());
        try (Codec codec = CODECS.of(manifest, version);
                ScriptedNetwork network = new ScriptedNetwork(version.model(Network.Format.TORCHSCRIPT))) {
            List<Tensor> tensors = codec.encode(new Items(sent));
            float[] outputs = network
                    .outputs(new Samples(sent.size(), tensors.stream().map(ItemJobTests::input).toList(),
                            new float[sent.size()], new float[sent.size()]));
            Predictions.Classified said = (Predictions.Classified) target.read(outputs);
            return IntStream.range(0, sent.size()).filter(i -> said.label(i).equals(even) == (i % 2 == 0)).count();
        }
    }

    private static Input input(Tensor tensor) {
        List<Integer> shape = tensor.shape().subList(1, tensor.shape().size());
        return switch (tensor.type()) {
            case FP32 -> new Input.Floats(tensor.name(), shape, tensor.toFloats());
            default -> new Input.Longs(tensor.name(), shape, tensor.toLongs());
        };
    }

    private static byte[] png(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, pixels.width(), pixels.height(), pixels.samples());
        return Images.encoded(image, "png");
    }

    private Workshop images(String fields) throws IOException, SQLException {
        return job(Galleries.images(folder), fields);
    }

    private Workshop texts() throws IOException, SQLException {
        return job(Galleries.texts(folder), "\"epochs\": 6, \"optimizer\": {\"learning_rate\": 0.01},"
                + "\"architecture\": {\"type\": \"gru\", \"embedding\": 8, \"hidden\": 8, \"dropout\": 0.1}");
    }

    private Workshop job(Dataset dataset, String fields) throws IOException {
        return job("job", dataset, fields);
    }

    private Workshop job(String name, Dataset dataset, String fields) throws IOException {
        return new Workshop(folder.resolve(name), Defaults.items(dataset, fields), dataset);
    }

    private static double accuracy(List<WorkerEvent> events) {
        assertThat(events.getLast()).isInstanceOf(WorkerEvent.Succeeded.class);
        var test = ((WorkerEvent.Succeeded) events.getLast()).metrics().get("test");
        return Objects.requireNonNull(Objects.requireNonNull(test).get("accuracy"));
    }
}
