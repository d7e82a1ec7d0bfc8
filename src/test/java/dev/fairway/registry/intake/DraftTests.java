package dev.fairway.registry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.ImageSteps;
import dev.fairway.registry.Network;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTests {

    private static final String SIGNATURE = """
            "signature": {"inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 4]}]}""";

    @Test
    void nothingSaidIsAnEmptyDraft() {
        assertThat(DraftReading.read("")).isEqualTo(Draft.EMPTY);
        assertThat(DraftReading.read("{\"signature\": null}")).isEqualTo(Draft.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"signatur": {}}                                                        | manifest.signatur                | is not known here
            {"signature": {}}                                                       | manifest.signature.inputs        | is missing
            {"signature": {"inputs": [{"name": "x", "shape": [1]}]}}                | manifest.signature.inputs[0].datatype | is missing
            {"signature": {"inputs": [{"name": "x", "datatype": "F32", "shape": [1]}]}} | manifest.signature.inputs[0].datatype | one of BOOL
            {"signature": {"inputs": [{"name": "x", "datatype": "FP32", "shape": [-2]}]}} | manifest.signature.inputs[0] | is no shape
            {"image": {"height": 224}}                                              | manifest.image.width             | is missing
            {"image": {"height": 224, "width": 1.5}}                                | manifest.image.width             | whole number
            {"image": {"height": 224, "width": null}}                               | manifest.image.width             | is missing
            {"format": "tensorflow"}                                                | manifest.format                  | torchscript
            {"serving": {"workers": "many"}}                                        | manifest.serving.workers         | whole number
            {"schema": {"task": "regression", "features": []}}                      | manifest.schema.target           | is missing
            {"schema": {"features": [{"type": "text", "name": "a"}]}}               | manifest.schema.features[0]      | no type that is known
            {"fairness": {"attributes": [{"privileged": []}], "favourable": []}}    | manifest.fairness.attributes[0].name | is missing
            """)
    void whatCannotBeReadIsNamed(String json, String field, String message) {
        Map<String, String> errors = errors(() -> DraftReading.read(json));
        assertThat(errors).containsKey(field);
        assertThat(errors.get(field)).contains(message);
    }

    @Test
    void whatIsNoJsonIsMalformed() {
        for (String text : List.of("{", "[]", "7", "{\"format\": \"onnx\"} more",
                "{\"format\": \"onnx\", \"format\": \"onnx\"}")) {
            assertThat(refusal(() -> DraftReading.read(text)).kind()).as(text).isEqualTo(Refusal.Kind.MALFORMED);
        }
    }

    @Test
    void torchScriptNeedsToBeToldWhatItReads() {
        assertThat(refusal(() -> check("{}", Network.Format.TORCHSCRIPT))).hasMessageContaining("\"shape\": [-1, 784]");
        check("{}", Network.Format.ONNX);
        check("{" + SIGNATURE + "}", Network.Format.TORCHSCRIPT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "serving": {"devices": ["gpu"]}                                         | manifest.serving.devices
            "serving": {"workers": 0, "max_batch": 0, "max_queue": 0}               | manifest.serving.max_batch
            "image": {"height": 4, "width": 4}, "text": {}                          | manifest.schema
            "image": {"height": 4, "width": 4}                                      | manifest.signature.inputs
            "image": {"height": 4, "width": 4, "resize": 3}                         | manifest.image.resize
            "image": {"height": 4, "width": 4, "mean": [0.5]}                       | manifest.image.mean
            "image": {"height": 4, "width": 4, "std": [1, 1, 0]}                    | manifest.image.std
            "text": {"inputs": ["ids"]}                                             | manifest.text.inputs
            "target": {"type": "classes", "name": "y", "labels": ["a"]}             | manifest.target.labels
            "target": {"type": "classes", "name": "y", "labels": ["a", "b"]}        | manifest.target
            "fairness": {"attributes": [], "favourable": ["yes"]}                   | manifest.fairness.favourable
            "preprocessing": {"steps": []}                                          | manifest.schema
            """)
    void whatContradictsItselfIsNamed(String fields, String field) {
        String json = "{%s, %s}".formatted(SIGNATURE, fields);
        assertThat(errors(() -> check(json, Network.Format.TORCHSCRIPT))).containsKey(field);
    }

    @Test
    void aTableNeedsAFittingStepForEachFeature() {
        String json = """
                {"schema": {"task": "regression", "features": [{"type": "numeric", "name": "a"},
                     {"type": "categorical", "name": "b", "categories": ["x"]}],
                     "target": {"type": "classes", "name": "y", "labels": ["no", "yes"]}},
                 "preprocessing": {"steps": [{"type": "encode", "column": "a", "categories": []},
                     {"type": "standardise", "column": "c", "imputed": 0, "mean": 0, "scale": 1}]}}""";
        assertThat(refusal(() -> check(json, Network.Format.TORCHSCRIPT)))
                .hasMessageContaining("scale for the feature a")
                .hasMessageContaining("encode or one_hot for the feature b")
                .hasMessageContaining("step for c")
                .hasMessageContaining("schema.task");
    }

    @Test
    void imagesHaveTheUsualDefaults() {
        Draft.Image image = Objects
                .requireNonNull(DraftReading.read("{\"image\": {\"height\": 4, \"width\": 8}}").image());
        assertThat(image.steps()).isEqualTo(
                new ImageSteps(4, 8, ImageSteps.Color.RGB, null, List.of(), List.of(), ImageSteps.Layout.NCHW));
    }

    private static void check(String json, Network.Format format) {
        DraftCheck.check(DraftReading.read(json), format);
    }

    private static Map<String, String> errors(Runnable reading) {
        return refusal(reading).errors()
                .stream()
                .collect(Collectors.toMap(Refusal.FieldError::field, Refusal.FieldError::message, (a, _) -> a));
    }

    private static Refusal refusal(Runnable reading) {
        try {
            reading.run();
        } catch (Refusal e) {
            return e;
        }
        throw new AssertionError("was not refused");
    }
}
