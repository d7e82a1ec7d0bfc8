package dev.fairway.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the service does, from a script: the last answer given for a call is repeated. */
final class FakeService implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Reply>> script = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What was asked. */
    record Call(String name, String body, String contentType, String key) {}

    private record Reply(int status, String body) {}

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param call verb and path */
    FakeService on(String call, int status, String body) {
        script.computeIfAbsent(call, c -> new ArrayDeque<>()).add(new Reply(status, body));
        return this;
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Call> calls(String name) {
        return calls.stream().filter(c -> c.name.equals(name)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        calls.add(new Call(name, body, String.valueOf(headers.getFirst("Content-Type")),
                String.valueOf(headers.getFirst("X-API-Key"))));
        Reply reply = next(name);
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply next(String name) {
        Deque<Reply> replies = script.getOrDefault(name, new ArrayDeque<>());
        if (replies.isEmpty())
            return new Reply(404, "{\"title\": \"Not Found\"}");
        return replies.size() > 1 ? replies.pop() : replies.element();
    }
}
