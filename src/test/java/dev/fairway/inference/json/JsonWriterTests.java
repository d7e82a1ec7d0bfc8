package dev.fairway.inference.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.tensor.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTests {

    private static final JsonMapper JACKSON = new JsonMapper();

    @Test
    void commasStandBetweenValuesAndNowhereElse() {
        JsonWriter json = new JsonWriter().startObject().name("a").startArray().number(1).flag(true).nothing();
        json.startObject().endObject().endArray().name("b").string("c").name("d").startArray().endArray().endObject();
        assertThat(text(json)).isEqualTo("{\"a\":[1,true,null,{}],\"b\":\"c\",\"d\":[]}");
    }

    @Test
    void anyStringIsReadBackAsItWas() {
        String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007fäé😀\u2028";
        assertThat(JACKSON.readTree(new JsonWriter().string(text).toBytes()).asString()).isEqualTo(text);
        assertThat(text(new JsonWriter().string("\ud83d!\ude00"))).isEqualTo("\"\\ud83d!\\ude00\"");
    }

    @ParameterizedTest
    @CsvSource({"BOOL, 0001, '[false,true]'", "INT8, ff7f, '[-1,127]'", "UINT8, ff00, '[255,0]'", "INT16, feff, [-2]",
            "UINT16, ffff, [65535]", "INT32, ffffffff, [-1]", "UINT32, ffffffff, [4294967295]",
            "INT64, 0000000000000080, [-9223372036854775808]", "UINT64, ffffffffffffffff, [18446744073709551615]",
            "FP16, 003c00c0, '[1.0,-2.0]'", "BF16, 803f00c0, '[1.0,-2.0]'", "FP32, cdcccc3d, [0.1]",
            "FP64, 9a9999999999b93f, [0.1]", "INT8, '', []"})
    void elementsAreWrittenAsTheirDatatypeSays(DataType type, String bytes, String json) {
        assertThat(text(new JsonWriter().elements(type, ByteBuffer.wrap(HexFormat.of().parseHex(bytes)))))
                .isEqualTo(json);
    }

    @Test
    void floatsAreReadBackBitByBit() {
        Random random = new Random(3);
        ByteBuffer floats = ByteBuffer.allocate(40_000).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            float value = Float.intBitsToFloat(random.nextInt());
            floats.putFloat(Float.isFinite(value) ? value : 0);
        }
        JsonNode read = JACKSON.readTree(new JsonWriter().elements(DataType.FP32, floats).toBytes());
        for (int i = 0; i < read.size(); i++) {
            assertThat(Float.parseFloat(read.get(i).toString())).isEqualTo(floats.getFloat(i * 4));
        }
    }

    @ParameterizedTest
    @CsvSource({"FP32, 000080bf0000c07f", "FP64, 000000000000f03f000000000000f0ff", "FP16, 003c007c", "BF16, 803f807f"})
    void whatIsNotFiniteIsFoundAndNeverWritten(DataType type, String bytes) {
        ByteBuffer data = ByteBuffer.wrap(HexFormat.of().parseHex(bytes));
        assertThat(JsonWriter.firstNotFinite(type, data)).isEqualTo(1);
        assertThat(JsonWriter.firstNotFinite(DataType.INT8, data)).isEqualTo(-1);
        assertThatThrownBy(() -> new JsonWriter().elements(type, data)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(JsonWriter json) {
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }
}
