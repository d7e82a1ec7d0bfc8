package dev.fairway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller that sends what no HTTP client would: requests byte for byte as they are written in the test. */
public final class Wire {

    private static final JsonMapper JSON = new JsonMapper();

    private final int port;

    public Wire(int port) {
        this.port = port;
    }

    /** What came back over the socket. */
    public record Answer(int status, String headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** Sends lines, which get their line ends here, and reads until the server closes the connection. */
    public Answer send(String... lines) {
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            String head = answer.substring(0, end);
            String body = answer.substring(end + 4);
            return new Answer(Integer.parseInt(head.substring(9, 12)), head, unchunked(head, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unchunked(String head, String body) {
        if (!head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")) {
            return body;
        }
        int start = body.indexOf("\r\n") + 2;
        return body.substring(start, start + Integer.parseInt(body.substring(0, start - 2), 16));
    }
}
