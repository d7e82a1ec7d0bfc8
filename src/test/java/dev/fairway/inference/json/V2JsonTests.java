package dev.fairway.inference.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V2JsonTests {

    private static final String X = "{\"name\": \"x\", \"shape\": [2, 2], \"datatype\": \"FP32\", \"data\": [1, 2, 3, 4]}";

    @Test
    void aWholeRequestIsReadAsItIsWritten() {
        V2Request request = read("""
                {"id": "q-7",
                 "parameters": {"timeout": 5000, "binary_data_output": true, "attributes": {"sex": ["f", null]}},
                 "inputs": [{"name": "x", "shape": [1, 2], "datatype": "FP32", "parameters": {"note": 1.5},
                             "data": [[0.25, -1e3]]},
                            {"name": "y", "shape": [3], "datatype": "INT64", "parameters": {"binary_data_size": 24}}],
                 "outputs": [{"name": "a"}, {"name": "b", "parameters": {"binary_data": false}}]}""");
        assertThat(request.id()).isEqualTo("q-7");
        assertThat(request.parameters()).containsEntry("timeout", 5000L)
                .containsEntry("attributes", Map.of("sex", Arrays.asList("f", null)));
        assertThat(request.inputs().getFirst().parameters()).isEqualTo(Map.of("note", 1.5));
        assertThat(floats(request.inputs().getFirst())).containsExactly(0.25f, -1000f);
        assertThat(request.inputs().getLast().contents()).isEqualTo(new Contents.Binary(24));
        assertThat(request.isBinary(request.outputs().getFirst())).isTrue();
        assertThat(request.isBinary(request.outputs().getLast())).isFalse();
    }

    @Test
    void theFieldsOfAnInputMayComeInAnyOrder() {
        V2Input input = read("""
                {"inputs": [{"data": [[1, 2], [3, 4]], "datatype": "FP32", "name": "x", "shape": [2, 2]}, %s]}"""
                .formatted(X)).inputs().getFirst();
        assertThat(floats(input)).containsExactly(1, 2, 3, 4);
        assertThat(input.shape()).containsExactly(2, 2);
    }

    /** Arrays of numbers are read by another way than single ones, which must not show. */
    @Test
    void randomFloatsInArraysAreThoseThatJavaReads() {
        Literals literals = new Literals(3);
        List<String> all = Stream.concat(Stream.generate(literals::next).limit(300_000), Literals.hard())
                .filter(literal -> Float.isFinite(Float.parseFloat(literal)))
                .toList();
        for (String separator : List.of(",", ", ", "\n,")) {
            float[] floats = floats(
                    input("[%d]".formatted(all.size()), "FP32", "[" + String.join(separator, all) + "]"));
            for (int i = 0; i < floats.length; i++) {
                if (Float.floatToRawIntBits(floats[i]) != Float.floatToRawIntBits(Float.parseFloat(all.get(i)))) {
                    throw new AssertionError(all.get(i) + " was read as " + floats[i]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01.5", "1.", "1.e5", "-", "--1.5", "+1.5", ".5", ",1.5", "/1.5", "1.5.5", "1.5 5", "1.5:",
            "1.2345678:", "1.2345678901234567890x", "-1,", "1,]", "NaN", "1e", "1.5E+"})
    void whatIsNoNumberIsRefusedAmongOthersToo(String literal) {
        Refusal refusal = refused(document("[12]", "FP32",
                "[0.5, 0.25, %s, 0.5, 0.12345678, 1, 2, 3, 4, 5, 6, 7, 8, 9.0]".formatted(literal)));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
        assertThat(refusal).hasMessageContaining("line 1, column");
    }

    @Test
    void unsignedIntegersKeepEachOfTheir64Bits() {
        ByteBuffer data = elements("[2]", "UINT64", "[18446744073709551615, 9007199254740993]").data();
        assertThat(data.getLong(0)).isEqualTo(-1);
        assertThat(data.getLong(8)).isEqualTo(9007199254740993L);
    }

    @ParameterizedTest
    @CsvSource({"BOOL, '[true, false]', 0100", "INT8, '[-1, 127]', ff7f", "UINT8, '[255, 0]', ff00",
            "INT16, '[-2, 258]', feff0201", "UINT16, '[65535, 1]', ffff0100", "INT32, '[-1, 1]', ffffffff01000000",
            "UINT32, '[4294967295, 1]', ffffffff01000000", "INT64, '[-2, 1]', feffffffffffffff0100000000000000",
            "FP32, '[1, -0.0]', 0000803f00000080", "FP64, '[1, 0.5]', 000000000000f03f000000000000e03f"})
    void elementsLieAsTheBinaryExtensionSendsThem(String datatype, String data, String bytes) {
        assertThat(elements("[2]", datatype, data).data().array()).asHexString().isEqualToIgnoringCase(bytes);
    }

    @Test
    void stringsAreReadWithTheirEscapes() {
        Contents texts = input("[2, 2]", "BYTES", """
                [["a\\"\\\\\\/\\b\\f\\n\\r\\t", "\\u00e4\\ud83d\\ude00"], ["ä😀", null]]""").contents();
        assertThat(texts).isEqualTo(new Contents.Texts(Arrays.asList("a\"\\/\b\f\n\r\t", "ä😀", "ä😀", null)));
    }

    @Test
    void missingElementsAreTold() {
        Contents.Elements elements = elements("[3]", "FP64", "[1, null, 3]");
        assertThat(elements.missing().stream()).containsExactly(1);
        assertThat(elements.data().getDouble(8)).isNaN();
    }

    @Test
    void anInputIsATensorUnlessElementsAreMissingOrElsewhere() {
        assertThat(input("[1, 2]", "FP32", "[1, 2]").tensor()).isEqualTo(Tensor.of("x", List.of(1, 2), 1f, 2f));
        assertThat(input("[1]", "BYTES", "[\"é\"]").tensor().toBytes()).containsExactly(bytes("é"));
        for (V2Input input : List.of(input("[2]", "INT8", "[1, null]"), input("[2]", "BYTES", "[\"\", null]"))) {
            assertThat(catchThrowableOfType(Refusal.class, input::tensor)).hasMessageContaining("inputs.x.data[1]");
        }
        V2Input elsewhere = read("{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"BOOL\"}]}").inputs()
                .getFirst();
        assertThat(catchThrowableOfType(Refusal.class, elsewhere::tensor)).hasMessageContaining("inputs.x");
    }

    @ParameterizedTest
    @CsvSource({"'[2, 3]', '[1, 2, 3, 4, 5, 6]'", "'[2, 3]', '[[1, 2, 3], [4, 5, 6]]'",
            "'[1, 6]', '[[1, 2, 3, 4, 5, 6]]'", "'[2, 1, 3]', '[[[1, 2, 3]], [[4, 5, 6]]]'",
            "'[6]', ' [ 1 ,2,\t3 , 4,5 ,6 ] '"})
    void elementsAreFlatOrNestedAsTheShapeSays(String shape, String data) {
        assertThat(floats(input(shape, "FP32", data))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aTensorMayBeEmptyOrAScalar() {
        assertThat(elements("[0]", "FP32", "[]").data().limit()).isZero();
        assertThat(elements("[0, 3]", "FP32", "[]").data().limit()).isZero();
        assertThat(elements("[2, 0]", "FP32", "[[], []]").data().limit()).isZero();
        assertThat(elements("[]", "FP32", "[7]").data().limit()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"'[2, 3]', '[[1, 2], [3, 4, 5, 6]]'", "'[2, 3]', '[[1, 2, 3, 4, 5, 6]]'",
            "'[2, 3]', '[[1, 2, 3], 4, 5, 6]'", "'[2, 3]', '[1, 2, 3, [4, 5, 6]]'", "'[6]', '[[1, 2, 3, 4, 5, 6]]'",
            "'[2, 3]', '[[[1, 2, 3]], [[4, 5, 6]]]'", "'[2, 1, 3]', '[[1, 2, 3], [4, 5, 6]]'",
            "'[2, 3]', '[[], [1, 2, 3], [4, 5, 6]]'"})
    void whatIsNestedOtherwiseIsRefused(String shape, String data) {
        assertThat(refused(document(shape, "FP32", data))).hasMessageContaining("nested")
                .hasMessageContaining("inputs.x.data");
    }

    @ParameterizedTest
    @CsvSource({"'[3]', '[1, 2]'", "'[3]', '[1, 2, 3, 4]'", "'[3]', '[]'", "'[2000000000]', '[1]'",
            "'[2, 2]', '[[1, 2]]'", "'[0]', '[1]'"})
    void anotherCountThanTheShapeSaysIsRefused(String shape, String data) {
        assertThat(refused(document(shape, "INT8", data)).kind()).isEqualTo(Refusal.Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[-1]", "[1.5]", "[\"1\"]", "7", "[99999999999]", "[4294967296, 4294967296]",
            "[4611686018427387904, 4]", "[65536, 65536]", "[[1]]", "null"})
    void whatIsNoShapeIsRefused(String shape) {
        assertThat(refused(document(shape, "FP32", "[1]"))).hasMessageContaining("inputs[0].shape");
    }

    @ParameterizedTest
    @CsvSource({"INT8, 128", "UINT8, -1", "INT64, 2.5", "INT64, 1e3", "FP32, '\"1\"'", "FP32, true", "FP32, 1e39",
            "FP64, -1e309", "FP32, {}", "BOOL, 1", "BYTES, 7",
            "INT32, '\"a long text that goes on and on and on, and on\"'"})
    void anElementOfAnotherDatatypeIsRefusedByItsNumber(String datatype, String element) {
        Refusal refusal = refused(document("[2]", datatype, "[null, " + element + "]"));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refusal).hasMessageContaining("inputs.x.data[1]: ").hasMessageContaining(datatype);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|inputs", "[]|body", "''|body", "{\"inputs\": {}}|inputs",
            "{\"inputs\": [7]}|inputs[0]", "{\"inputs\": [{\"name\": \"x\"}]}|shape",
            "{\"inputs\": [], \"extra\": 1}|extra", "{\"inputs\": [], \"inputs\": []}|inputs: is given twice",
            "{\"inputs\": [{\"name\": 1}]}|inputs[0].name",
            "{\"inputs\": [{\"name\": \"x\", \"name\": \"x\"}]}|inputs[0].name: is given twice",
            "{\"inputs\": [{\"data\": 7}]}|inputs[0].data", "{\"inputs\": [{\"nmae\": \"x\"}]}|inputs[0].nmae",
            "{\"inputs\": [{\"datatype\": \"FP46\"}]}|FP46", "{\"id\": 7}|id", "{\"inputs\": []} {}|body",
            "{\"inputs\": [], \"outputs\": [\"a\"]}|outputs[0]", "{\"inputs\": [], \"outputs\": [{}]}|outputs[0].name",
            "{\"inputs\": [], \"parameters\": []}|parameters",
            "{\"inputs\": [], \"parameters\": {\"binary_data_output\": 1}}|parameters.binary_data_output",
            "{\"inputs\": [], \"outputs\": [{\"name\": \"a\", \"parameters\": {\"binary_data\": 0}}]}|outputs[0].parameters.binary_data",
            "{\"inputs\": []|line 1, column 14", "{\"inputs\": [1 2]}|inputs[0]", "{\"inputs\": [],}|column 15",
            "{'inputs': []}|column 2", "{\"id\": \"a\\x\", \"inputs\": []}|backslash", "{\"id\": \"a|within a string"})
    void anotherDocumentIsRefusedWithThePlace(String document, String named) {
        Refusal refusal = refused(document == null ? "" : document);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED);
        assertThat(refusal).hasMessageContaining(named);
    }

    @Test
    void dataComeOnceAndHalfPrecisionOnlyBinary() {
        assertThat(refused("{\"inputs\": [%s]}"
                .formatted(X.replace("\"data\"", "\"parameters\": {\"binary_data_size\": 16}, \"data\""))))
                .hasMessageContaining("inputs[0]")
                .hasMessageContaining("once");
        assertThat(refused(document("[1]", "FP16", "[1]"))).hasMessageContaining("FP32");
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackEnds() {
        String deep = "[".repeat(100_000);
        assertThat(refused("{\"parameters\": {\"x\": " + deep)).hasMessageContaining("500 deep");
        assertThat(refused("{\"inputs\": [{\"data\": " + deep)).hasMessageContaining("within an array");
    }

    @Test
    void theLineAndColumnOfAMistakeAreTold() {
        assertThat(refused("{\n \"inputs\": [],\n  oops}")).hasMessageContaining("line 3, column 3");
    }

    @Test
    void whatStandsBehindTheDocumentInItsArrayIsNotLookedAt() {
        byte[] body = bytes("{\"inputs\": [%s]}{]garbage".formatted(X));
        assertThat(V2Json.read(body, body.length - 9).inputs()).hasSize(1);
    }

    private static V2Request read(String document) {
        return V2Json.read(bytes(document), bytes(document).length);
    }

    private static Refusal refused(String document) {
        return catchThrowableOfType(Refusal.class, () -> read(document));
    }

    private static V2Input input(String shape, String datatype, String data) {
        return read(document(shape, datatype, data)).inputs().getFirst();
    }

    private static Contents.Elements elements(String shape, String datatype, String data) {
        return (Contents.Elements) input(shape, datatype, data).contents();
    }

    private static String document(String shape, String datatype, String data) {
        return "{\"inputs\": [{\"name\": \"x\", \"shape\": %s, \"datatype\": \"%s\", \"data\": %s}]}".formatted(shape,
                datatype, data);
    }

    private static float[] floats(V2Input input) {
        ByteBuffer data = ((Contents.Elements) input.contents()).data();
        float[] floats = new float[input.elements()];
        data.asFloatBuffer().get(floats);
        assertThat(input.type()).isEqualTo(DataType.FP32);
        return floats;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
