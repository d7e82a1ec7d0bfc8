package dev.fairway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A model on its way to {@code POST /api/models/{model}/versions}, as curl's {@code -F} sends it. */
public final class ModelUpload {

    private final String boundary = UUID.randomUUID().toString();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** The network, or a zip. */
    public static ModelUpload of(String filename, byte[] artifact) {
        return new ModelUpload().file("artifact", filename, artifact);
    }

    public static ModelUpload of(Path artifact) {
        return of(artifact.getFileName().toString(), read(artifact));
    }

    public ModelUpload manifest(String json) {
        return part("manifest", "", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public ModelUpload file(String part, String filename, byte[] bytes) {
        return part(part, "; filename=\"%s\"".formatted(filename), "application/octet-stream", bytes);
    }

    public ModelUpload file(String part, Path file) {
        return file(part, file.getFileName().toString(), read(file));
    }

    private ModelUpload part(String name, String more, String type, byte[] bytes) {
        write("--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\nContent-Type: %s\r\n\r\n".formatted(boundary,
                name, more, type));
        body.writeBytes(bytes);
        write("\r\n");
        return this;
    }

    public Http.Answer to(Http http, String model) {
        write("--%s--\r\n".formatted(boundary));
        return http.send(http.request("/api/models/" + model + "/versions")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
