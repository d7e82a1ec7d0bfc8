package dev.fairway.inference.web.v2;

import dev.fairway.testing.Http;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request of the binary tensor extension, and the two parts of what is answered. */
record BinaryRequest(String document, byte[] behind, String header) {

    static BinaryRequest of(String document, byte[]... behind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(behind).forEach(bytes::writeBytes);
        return new BinaryRequest(document, bytes.toByteArray(),
                Integer.toString(document.getBytes(StandardCharsets.UTF_8).length));
    }

    BinaryRequest header(String other) {
        return new BinaryRequest(document, behind, other);
    }

    Http.Answer send(Http http, String path) {
        return send(http, path, HttpRequest.BodyPublishers.ofByteArray(body()));
    }

    /** Sends it in chunks, without saying its length, as proxies do. */
    Http.Answer sendInChunks(Http http, String path) {
        return send(http, path, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body())));
    }

    private Http.Answer send(Http http, String path, HttpRequest.BodyPublisher body) {
        return http.send(http.request(path)
                .header("Content-Type", "application/octet-stream")
                .header("Inference-Header-Content-Length", header)
                .POST(body));
    }

    private byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(document.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(behind);
        return body.toByteArray();
    }

    static JsonNode document(Http.Answer answer) {
        return new JsonMapper().readTree(Arrays.copyOf(answer.raw().body(), length(answer)));
    }

    static byte[] behind(Http.Answer answer) {
        return Arrays.copyOfRange(answer.raw().body(), length(answer), answer.raw().body().length);
    }

    private static int length(Http.Answer answer) {
        return Integer.parseInt(answer.header("Inference-Header-Content-Length"));
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    static byte[] texts(String... values) {
        ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            bytes.putInt(text.length).put(text);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
