package dev.fairway.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.Rejections;
import dev.fairway.registry.Trial;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.testing.BareService;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

@SpringBootTest(classes = {BareService.class,
        ModelWatchTests.Tried.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = BareService.PARTIAL)
@ContextConfiguration(initializers = RunningService.EmptyHome.class)
class ModelWatchTests {

    private final Models models;
    private final ModelWatch watch;
    private final ModelName model = new ModelName("m" + UUID.randomUUID());

    @TempDir
    private Path directory;

    @TempDir
    private Path work;

    @Autowired
    ModelWatchTests(Models models, ModelWatch watch) {
        this.models = models;
        this.watch = watch;
    }

    @AfterEach
    void nothingIsLeftOnTheBench() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectory(directory);
        watch.look(directory);
    }

    @Test
    void aFileIsTakenOnceItIsTheSameTwice() throws IOException {
        put("onnx", onnx(), 1);
        watch.look(directory);
        assertThat(models.find(model)).isEmpty();
        watch.look(directory);
        assertThat(models.find(model).orElseThrow().versions()).hasSize(1);
        assertThat(production()).hasValue(new VersionId(model, 1));
    }

    @Test
    void aFileThatStillGrowsIsLeftAlone() throws IOException {
        byte[] whole = onnx();
        put("onnx", java.util.Arrays.copyOf(whole, whole.length / 2), 1);
        watch.look(directory);
        put("onnx", whole, 2);
        watch.look(directory);
        assertThat(models.find(model)).isEmpty();
        assertThat(watch.all()).isEmpty();
        watch.look(directory);
        assertThat(models.find(model)).isPresent();
    }

    @Test
    void aChangedFileIsANewVersionInProduction() throws IOException {
        put("onnx", onnx(), 1);
        lookTwice();
        put("onnx", concat(onnx(), (byte) 0x12, (byte) 1, (byte) 'x'), 2);
        lookTwice();
        assertThat(models.find(model).orElseThrow().versions()).hasSize(2);
        assertThat(production()).hasValue(new VersionId(model, 2));
    }

    @Test
    void aFileThatIsTouchedIsNoNewVersion() throws IOException {
        put("onnx", onnx(), 1);
        lookTwice();
        put("onnx", onnx(), 2);
        lookTwice();
        assertThat(models.find(model).orElseThrow().versions()).hasSize(1);
    }

    @Test
    void aBrokenFileIsRememberedUntilItChanges() throws IOException {
        put("pt", new byte[]{(byte) 0x80, 2, 'x'}, 1);
        lookTwice();
        assertThat(watch.all()).extracting(Rejections.Rejection::model).containsExactly(model.value());
        assertThat(watch.all().getFirst().reason()).contains("pickle");
        Instant first = watch.all().getFirst().at();
        lookTwice();
        assertThat(watch.all().getFirst().at()).isEqualTo(first);
        put("pt", onnx(), 2);
        lookTwice();
        assertThat(watch.all().getFirst().reason()).contains("holds ONNX");
        Files.delete(directory.resolve(model + ".pt"));
        watch.look(directory);
        assertThat(watch.all()).isEmpty();
    }

    @Test
    void aNameThatNoModelCanHaveIsRejected() throws IOException {
        Files.write(directory.resolve("ein Modell.onnx"), onnx());
        Files.write(directory.resolve("README.md"), new byte[]{1});
        lookTwice();
        assertThat(watch.all()).singleElement().extracting(Rejections.Rejection::reason).asString().contains("letters");
    }

    @Test
    void djlServingsFoldersAreTaken() throws IOException {
        Path folder = Files.createDirectory(directory.resolve(model.value()));
        Files.write(folder.resolve("net.onnx"), onnx());
        Files.writeString(folder.resolve("serving.properties"), "engine=OnnxRuntime\nbatch_size=4\nmax_batch_delay=10");
        lookTwice();
        assertThat(models.find(model).orElseThrow().versions().getFirst().manifest().serving().maxBatch()).isEqualTo(4);
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void numberedFoldersAreVersionsInTheirOrder() throws IOException {
        Path folder = Files.createDirectory(directory.resolve(model.value()));
        Files.write(Files.createDirectory(folder.resolve("10")).resolve("model.onnx"),
                concat(onnx(), (byte) 0x12, (byte) 1, (byte) 'x'));
        Files.write(Files.createDirectory(folder.resolve("9")).resolve("model.onnx"), onnx());
        lookTwice();
        var versions = models.find(model).orElseThrow().versions();
        assertThat(versions).hasSize(2);
        assertThat(versions.get(1).size()).isGreaterThan(versions.get(0).size());
        FileSystemUtils.deleteRecursively(folder);
    }

    private void lookTwice() {
        watch.look(directory);
        watch.look(directory);
    }

    private Optional<VersionId> production() {
        return models.alias(model, Models.PRODUCTION);
    }

    private void put(String ending, byte[] bytes, int minute) throws IOException {
        Path file = Files.write(directory.resolve(model + "." + ending), bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * minute)));
    }

    private byte[] onnx() throws IOException {
        return Files.readAllBytes(SampleModels.onnx(work, UUID.randomUUID().toString()).resolve("model.onnx"));
    }

    /** A producer's name more, so that it is another file of the same model. */
    private static byte[] concat(byte[] bytes, byte... more) {
        byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, bytes.length, more.length);
        return all;
    }

    /** A stand-in for the trial, which finds everything well; no configuration, so that no scan comes upon it. */
    static class Tried {

        @Bean
        Trial trial() {
            TensorSpec tensor = new TensorSpec("x", DataType.FP32, List.of(-1, 2));
            return _ -> new Signature(List.of(tensor), List.of(tensor));
        }
    }
}
