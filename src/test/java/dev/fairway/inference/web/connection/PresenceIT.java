package dev.fairway.inference.web.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The one worker counts to a great number while others wait behind it. */
@RunningService
class PresenceIT {

    private static final int LONG = 400_000;

    private final int port;
    private final MeterRegistry meters;
    private final ServedModel counter;

    @Autowired
    PresenceIT(@LocalServerPort int port, Models models, MeterRegistry meters) {
        this.port = port;
        this.meters = meters;
        this.counter = ServedModel.of(models, SampleModels::counter);
    }

    @Test
    void whoeverGoesAwayGivesItsPlaceBackAndIsNeverRun() throws IOException {
        long before = runs();
        try (Socket busy = running(); Socket patient = waiting(1, 1)) {
            try (Socket _ = waiting(2, 2)) {
                assertThat(size()).isEqualTo(2);
            }
            await().untilAsserted(() -> assertThat(size()).isEqualTo(1));
            assertThat(answer(busy)).startsWith("HTTP/1.1 200").contains(Integer.toString(LONG));
            assertThat(answer(patient)).startsWith("HTTP/1.1 200").contains("[1.0]");
        }
        assertThat(runs()).isEqualTo(before + 2);
    }

    @Test
    void whoeverSendsTheNextRequestAlreadyIsStillThere() throws IOException {
        try (Socket busy = running(); Socket eager = waiting(3, 1)) {
            send(eager, 4);
            assertThat(answer(busy)).startsWith("HTTP/1.1 200");
            assertThat(answer(eager)).startsWith("HTTP/1.1 200").contains("[3.0]");
            assertThat(answer(eager)).startsWith("HTTP/1.1 200").contains("[4.0]");
        }
    }

    private Socket running() throws IOException {
        long taken = taken();
        Socket socket = ask(LONG);
        await().untilAsserted(() -> assertThat(taken()).isGreaterThan(taken));
        return socket;
    }

    private Socket waiting(int number, int size) throws IOException {
        Socket socket = ask(number);
        await().untilAsserted(() -> assertThat(size()).isEqualTo(size));
        return socket;
    }

    private Socket ask(int number) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
        send(socket, number);
        return socket;
    }

    private void send(Socket socket, int number) throws IOException {
        String body = "{\"inputs\": [{\"name\": \"x\", \"shape\": [1, 1], \"datatype\": \"FP32\", \"data\": [%d]}]}"
                .formatted(number);
        socket.getOutputStream()
                .write("POST /v2/models/%s/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(counter.name(), body.length(), body)
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("]}]}")) {
            int next = socket.getInputStream().read();
            assertThat(next).as(answer.toString()).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private int size() {
        return (int) meters.get("fairway.inference.queue.size").tag("model", counter.name().value()).gauge().value();
    }

    private long taken() {
        return meters.find("fairway.inference.queue")
                .tag("model", counter.name().value())
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private long runs() {
        return new Http(port).get("/v2/models/" + counter.name() + "/versions/1/stats")
                .json()
                .at("/model_stats/0/inference_count")
                .asLong();
    }
}
