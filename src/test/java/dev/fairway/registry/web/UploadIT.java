package dev.fairway.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.testing.Http;
import dev.fairway.testing.ModelUpload;
import dev.fairway.testing.OnnxFile;
import dev.fairway.testing.RealData;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import dev.fairway.testing.SampleVersion;
import dev.fairway.training.torchscript.ScriptModule;
import dev.fairway.training.torchscript.TorchScriptArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Real models through the front door, each tried by a real child process. */
@RunningService
class UploadIT {

    private static final String PERCEPTRON = """
            {"signature": {"inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 4]}]}}""";

    private final Http http;
    private final Path staging;
    private final String model = "m" + UUID.randomUUID();

    @TempDir
    private Path work;

    @Autowired
    UploadIT(@LocalServerPort int port, @Value("${fairway.registry.intake.directory}") Path staging) {
        this.http = new Http(port);
        this.staging = staging;
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        try (Stream<Path> left = Files.list(staging)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBareNetworkIsTriedRegisteredAndServed() {
        var taken = ModelUpload.of(perceptron()).manifest(PERCEPTRON).to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.header("Location")).isEqualTo("/api/models/" + model + "/versions/1");
        JsonNode version = taken.json();
        assertThat(version.at("/aliases/0").asString()).isEqualTo("production");
        assertThat(version.at("/state").asString()).isEqualTo("loaded");
        assertThat(version.at("/source/type").asString()).isEqualTo("upload");
        assertThat(version.at("/network/signature/outputs/0/shape").toString()).isEqualTo("[-1,3]");
        JsonNode card = http.get("/api/models/" + model + "/versions/1/card").json();
        assertThat(card.at("/lineage/source/type").asString()).isEqualTo("upload");
        assertThat(card.at("/files/model.pt").asString()).hasSize(64);
        assertThat(card.at("/caveats").toString()).contains("was not trained here", "has not been evaluated");
        assertThat(card.has("data")).isFalse();
    }

    @Test
    void theSameUploadTwiceIsOneVersion() {
        assertThat(ModelUpload.of(perceptron()).manifest(PERCEPTRON).to(http, model).status()).isEqualTo(201);
        var again = ModelUpload.of(perceptron()).manifest(PERCEPTRON).to(http, model);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void onnxTellsItsOwnSignature() {
        var taken = ModelUpload.of(RealData.model("onnx-mnist/mnist-cntk-ort-examples.onnx")).to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.json().at("/network/format").asString()).isEqualTo("onnx");
        assertThat(taken.json().at("/network/signature/inputs/0/shape").toString()).isEqualTo("[1,1,28,28]");
    }

    @Test
    void aModelOfTablesBringsItsSteps() {
        Path network = SampleVersion.write(work, "1").resolve("model.pt");
        var taken = ModelUpload.of(network).manifest("""
                {"schema": {"task": "binary_classification",
                            "features": [{"type": "numeric", "name": "age"},
                                         {"type": "categorical", "name": "sex", "categories": ["Male", "Female"]}],
                            "target": {"type": "classes", "name": "income", "labels": ["<=50K", ">50K"]}},
                 "preprocessing": {"steps": [
                     {"type": "standardise", "column": "age", "imputed": 38, "mean": 38, "scale": 13},
                     {"type": "encode", "column": "sex", "categories": ["Male", "Female"]}]}}""").to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        var predicted = http.post("/v1/models/" + model + ":predict", """
                {"instances": [{"age": 51, "sex": "Male"}]}""");
        assertThat(predicted.json().at("/predictions/0/label").asString()).as(predicted.body()).isEqualTo(">50K");
    }

    @Test
    void severalInputsAndOutputsKeepTheirNames() {
        Path network = SampleModels.sumAndProduct(work, "1").resolve("model.pt");
        var taken = ModelUpload.of(network)
                .manifest("""
                        {"signature": {"inputs": [{"name": "a", "datatype": "FP32", "shape": [-1, 2]},
                                                  {"name": "b", "datatype": "FP32", "shape": [-1, 2]}],
                                       "outputs": [{"name": "sum", "datatype": "FP32", "shape": [-1, 2]},
                                                   {"name": "product", "datatype": "FP32", "shape": [-1, 2]}]}}""")
                .to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.json().at("/network/signature/outputs").findValuesAsString("name")).containsExactly("sum",
                "product");
        assertThat(taken.json().at("/state").asString()).isEqualTo("loaded");
    }

    @Test
    void aDictIsPassedByItsKeys() {
        Path network = SampleModels.dicts(work, "1").resolve("model.pt");
        var taken = ModelUpload.of(network).manifest("""
                {"passing": "dict",
                 "signature": {"inputs": [{"name": "a", "datatype": "FP32", "shape": [-1, 2]},
                                          {"name": "b", "datatype": "FP32", "shape": [-1, 2]}]}}""").to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.json().at("/network/signature/outputs").findValuesAsString("name"))
                .containsExactlyInAnyOrder("product", "spare", "sum");
    }

    @Test
    void anImageModelBringsItsSteps() {
        Path network = SampleModels.colours(work, "1").resolve("model.pt");
        var taken = ModelUpload.of(network)
                .manifest("""
                        {"image": {"height": 8, "width": 8, "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]},
                         "target": {"type": "classes", "name": "colour", "labels": ["red", "green", "blue"]}}""")
                .to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.json().at("/network/signature/inputs/0/shape").toString()).isEqualTo("[-1,3,8,8]");
        assertThat(taken.json().at("/state").asString()).isEqualTo("loaded");
    }

    @Test
    void aTextModelBringsItsTokenizer() {
        Path folder = SampleModels.moods(work, "1");
        var taken = ModelUpload.of(folder.resolve("model.pt"))
                .file("tokenizer", folder.resolve("tokenizer.json"))
                .manifest("""
                        {"text": {"max_length": 16},
                         "target": {"type": "classes", "name": "mood", "labels": ["negative", "positive"]}}""")
                .to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.json().at("/state").asString()).as(taken.body()).isEqualTo("loaded");
    }

    @Test
    void aTextModelWithoutATokenizerIsRefused() {
        Path folder = SampleModels.moods(work, "1");
        refused(ModelUpload.of(folder.resolve("model.pt")).manifest("{\"text\": {}}"), "tokenizer.json");
    }

    @Test
    void aZippedFolderOfDjlServingIsTaken() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("net/serving.properties"));
            zip.write("engine=OnnxRuntime\nbatch_size=4\nmax_batch_delay=100".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("net/net.onnx"));
            zip.write(Files.readAllBytes(SampleModels.onnx(work, "1").resolve("model.onnx")));
        }
        var taken = ModelUpload.of("net.zip", bytes.toByteArray()).to(http, model);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(taken.json().at("/serving/max_batch").asInt()).isEqualTo(4);
        assertThat(taken.json().at("/notes/0").asString()).startsWith("max_batch_delay");
        assertThat(taken.json().at("/network/signature/outputs/0/shape").toString()).isEqualTo("[-1,2]");
    }

    @Test
    void aMissingOperatorIsNamed() {
        Path network = work.resolve("ops.pt");
        TorchScriptArchive.write(network, new ScriptModule(List.of(), """
                def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                  return ops.torchvision.nms(x, x, 0.5)
                """));
        refused(ModelUpload.of(network).manifest(PERCEPTRON), "torchvision::nms", "does not have");
        new OnnxFile().input(new TensorSpec("x", DataType.FP32, List.of(-1, 2)))
                .node("Sharpen", "com.acme", List.of("x"), "y")
                .output(new TensorSpec("y", DataType.FP32, List.of(-1, 2)))
                .write(work.resolve("ops.onnx"));
        refused(ModelUpload.of(work.resolve("ops.onnx")), "Sharpen");
    }

    @Test
    void shapesThatTheNetworkContradictsAreRefused() {
        refused(ModelUpload.of(perceptron()).manifest(PERCEPTRON.replace("4]", "5]")), "cannot be run on one row",
                "shapes cannot be multiplied");
        refused(ModelUpload.of(perceptron()).manifest("""
                {"signature": {"inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 4]}],
                               "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1, 2]}]}}"""), "y", "[-1, 2]");
        refused(ModelUpload.of(SampleModels.onnx(work, "1").resolve("model.onnx")).manifest("""
                {"signature": {"inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 3]}]}}"""), "[-1, 2]",
                "[-1, 3]");
    }

    @Test
    void labelsThatTheNetworkContradictsAreRefused() {
        Path network = SampleVersion.write(work, "1").resolve("model.pt");
        refused(ModelUpload.of(network)
                .manifest(
                        """
                                {"schema": {"task": "multiclass_classification", "features": [{"type": "numeric", "name": "age"},
                                     {"type": "categorical", "name": "sex", "categories": ["Male"]}],
                                     "target": {"type": "classes", "name": "income", "labels": ["low", "middle", "high"]}},
                                 "preprocessing": {"steps": [{"type": "standardise", "column": "age", "imputed": 0, "mean": 0, "scale": 1},
                                     {"type": "encode", "column": "sex", "categories": ["Male"]}]}}"""),
                "(rows, 3)");
    }

    @Test
    void aProgramThatIsNoneIsRefused() {
        Path network = work.resolve("broken.pt");
        TorchScriptArchive.write(network, new ScriptModule(List.of(), """
                def forward(self: __torch__.Net, x: Tensor) -> Tensor:
                  return undefined(x) +
                """));
        refused(ModelUpload.of(network).manifest(PERCEPTRON), "artifact");
    }

    @Test
    void partsThatAreWrongAreNamed() {
        var nothing = new ModelUpload().manifest("{}").to(http, model);
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.json().at("/errors/0/field").asString()).isEqualTo("artifact");
        var unknown = ModelUpload.of(perceptron()).file("model", "a", new byte[1]).to(http, model);
        assertThat(unknown.status()).isEqualTo(400);
        refused(ModelUpload.of(perceptron()).file("reference", "a.csv", new byte[1]), "reference");
        assertThat(ModelUpload.of(perceptron()).manifest("{").to(http, model).status()).isEqualTo(400);
        assertThat(ModelUpload.of(perceptron()).manifest(PERCEPTRON).to(http, "a%20b").status()).isNotEqualTo(500);
    }

    private void refused(ModelUpload upload, String... words) {
        var answer = upload.to(http, model);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/detail").asString()).contains(words)
                .doesNotContain(staging.toString(), "Exception");
        assertThat(http.get("/api/models/" + model).status()).isEqualTo(404);
    }

    private Path perceptron() {
        return SampleModels.perceptron(work, UUID.randomUUID().toString()).resolve("model.pt");
    }
}
