package dev.fairway.inference.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Documents with random damage: each is read or refused, and is JSON for the reader only if it is for Jackson too. */
class V2JsonFuzzTests {

    private static final int DAMAGED = 100_000;
    private static final String PIECES = "{}[],:\"\\/-+.eE0123456789 \n\t\u0001\u007fabtrufalsn'NéI";
    private static final JsonFactory JACKSON = new JsonFactory();

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"id\": \"a\\u00e9\\n\", \"inputs\": [{\"name\": \"x\", \"shape\": [2, 2], \"datatype\": \"FP32\", \"data\": [[1.25, -2e-3], [0, 1E+2]]}]}",
            "{\"inputs\":[{\"data\":[12345678901234567890,0,7],\"datatype\":\"UINT64\",\"shape\":[3],\"name\":\"y\"}],\"outputs\":[{\"name\":\"o\",\"parameters\":{\"binary_data\":true}}]}",
            "{\"parameters\": {\"timeout\": 1000, \"attributes\": {\"sex\": [\"é\", null]}, \"b\": [true, false, {}]},\n \"inputs\": [{\"name\": \"t\", \"shape\": [1, 2], \"datatype\": \"BYTES\", \"data\": [\"a\\\"b\", \"\\ud83d\\ude00\"]}, {\"name\": \"b\", \"datatype\": \"BOOL\", \"shape\": [1], \"parameters\": {\"binary_data_size\": 1}}]}"})
    void damagedDocumentsAreReadOrRefusedAndNothingElse(String whole) {
        Random random = new Random(whole.hashCode());
        int read = 0;
        for (int i = 0; i < DAMAGED; i++) {
            byte[] document = whole.getBytes(StandardCharsets.UTF_8);
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                document = damaged(document, random);
            }
            read += check(document) ? 1 : 0;
        }
        assertThat(read).isBetween(DAMAGED / 100, DAMAGED / 2);
    }

    /** Gives whether the document was read. */
    private static boolean check(byte[] document) {
        try {
            V2Json.read(document, document.length);
            assertThat(isJson(document)).as(text(document)).isTrue();
            return true;
        } catch (Refusal refusal) {
            if (String.valueOf(refusal.getMessage()).startsWith("the body is no JSON document")) {
                assertThat(isJson(document)).as("%s: %s", refusal.getMessage(), text(document)).isFalse();
            }
            return false;
        }
    }

    private static byte[] damaged(byte[] document, Random random) {
        byte[] pieces = PIECES.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(document.length);
        int length = random.nextInt(Math.min(4, document.length - at));
        byte piece = pieces[random.nextInt(pieces.length)];
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(document, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> damaged.write(piece);
            case 1 -> damaged.write(document, at + length, document.length - at - length);
            case 2 -> damaged.write(document, at - Math.min(at, length), document.length - at);
            case 3 -> {
                damaged.write(piece);
                damaged.write(document, at, document.length - at);
            }
            default -> {
                damaged.write(piece);
                damaged.write(document, at + 1, document.length - at - 1);
            }
        }
        return damaged.toByteArray();
    }

    private static boolean isJson(byte[] document) {
        try (JsonParser json = JACKSON.createParser(ObjectReadContext.empty(), document)) {
            json.nextToken();
            json.skipChildren();
            return json.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
