package dev.fairway.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service over its own port, as any program would. */
final class Caller {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private final @Nullable String key;

    /** @param key sent with every call; null where the service asks for none */
    Caller(String base, @Nullable String key) {
        this.base = base;
        this.key = key;
    }

    /** What came back. */
    record Answer(int status, JsonNode body) {

        boolean granted() {
            return status / 100 == 2;
        }

        /** @throws Refused when the call was not granted */
        JsonNode granted(String doing) {
            if (!granted())
                throw new Refused("%s was answered %d: %s".formatted(doing, status, body));
            return body;
        }
    }

    /** The service would not do what the demo asked. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Uploads a file as {@code curl -F file=@name -F name=…} does. */
    Answer upload(String path, String name, String content) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        String body = """
                --%1$s\r
                Content-Disposition: form-data; name="name"\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%2$s.csv"\r
                Content-Type: text/csv\r
                \r
                %3$s\r
                --%1$s--\r
                """.formatted(boundary, name, content);
        return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        return key == null ? request : request.header("X-API-Key", key);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), json(response.body()));
    }

    /** A body that is no JSON is still worth showing. */
    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.getNodeFactory().stringNode(body);
        }
    }
}
