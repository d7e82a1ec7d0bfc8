package dev.fairway.inference.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes answers as JSON, token by token, each with its length. */
public final class Replies {

    public static final String JSON_TYPE = "application/json";

    private static final JsonFactory JSON = new JsonFactory();

    private Replies() {}

    public static void write(HttpServletResponse response, Consumer<JsonGenerator> body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            body.accept(json);
        }
        send(response, JSON_TYPE, bytes.toByteArray(), List.of());
    }

    /** Sends a document and what follows it. */
    public static void send(HttpServletResponse response, String type, byte[] document, List<ByteBuffer> behind) {
        long length = document.length + behind.stream().mapToLong(ByteBuffer::limit).sum();
        response.setContentType(type);
        response.setContentLengthLong(length);
        try {
            ServletOutputStream out = response.getOutputStream();
            out.write(document);
            for (ByteBuffer part : behind) {
                out.write(part.duplicate().rewind());
            }
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the caller has gone", e);
        }
    }

    public static void strings(JsonGenerator json, String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
