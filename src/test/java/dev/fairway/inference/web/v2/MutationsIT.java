package dev.fairway.inference.web.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.web.ServedModel;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleModels;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests with bytes changed, taken out, repeated or put in are answered or refused, and never break anything. */
@RunningService
class MutationsIT {

    private static final int TIMES = 1500;
    private static final byte[] GRAMMAR = text("{}[]\",:-019eEnt\\\0");

    private final Http http;
    private final ServedModel pair;
    private final ServedModel table;

    @Autowired
    MutationsIT(@LocalServerPort int port, Models models) {
        this.http = new Http(port);
        this.pair = ServedModel.of(models, SampleModels::sumAndProduct);
        this.table = ServedModel.in(models);
    }

    @Test
    void documentsOfTensors() {
        assertNothingBreaks("/v2/models/" + pair.name() + "/infer", null, text("""
                {"id": "7", "parameters": {"timeout": 900000, "priority": 3}, "outputs": [{"name": "sum"}],
                 "inputs": [{"name": "a", "shape": [1, 2], "datatype": "FP32", "data": [[1.5, -2e3]]},
                            {"data": [3, 4], "name": "b", "shape": [1, 2], "datatype": "FP32"}]}"""));
    }

    @Test
    void bodiesOfTwoParts() {
        String document = """
                {"inputs": [{"name": "a", "shape": [1, 2], "datatype": "FP32", "parameters": {"binary_data_size": 8}},
                            {"name": "b", "shape": [1, 2], "datatype": "FP32", "parameters": {"binary_data_size": 8}}],
                 "parameters": {"binary_data_output": true}}""";
        byte[] body = Arrays.copyOf(text(document), document.length() + 16);
        assertNothingBreaks("/v2/models/" + pair.name() + "/infer", Integer.toString(document.length()), body);
    }

    @Test
    void documentsOfRows() {
        byte[] rows = text(
                "{\"signature_name\": \"s\", \"instances\": [{\"age\": 51, \"sex\": \"Male\"}, [20, null]]}");
        assertNothingBreaks("/v1/models/" + table.name() + ":predict", null, rows);
        assertNothingBreaks("/predictions/" + table.name(), null, rows);
    }

    private void assertNothingBreaks(String path, @Nullable String header, byte[] body) {
        Random random = new Random(7);
        for (int i = 0; i < TIMES; i++) {
            byte[] mutated = mutated(body, random);
            HttpRequest.Builder request = http.request(path).POST(HttpRequest.BodyPublishers.ofByteArray(mutated));
            if (header != null) {
                request.header("Inference-Header-Content-Length", header);
            }
            Answer answer = http.send(request);
            assertThat(answer.status())
                    .as("%s answers %s", new String(mutated, StandardCharsets.ISO_8859_1), answer.body())
                    .isIn(200, 400, 413, 422, 429, 504);
        }
    }

    private static byte[] mutated(byte[] body, Random random) {
        byte[] mutated = body.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutated.length);
            int to = Math.min(mutated.length, at + 1 + random.nextInt(8));
            mutated = switch (random.nextInt(4)) {
                case 0 -> joined(Arrays.copyOf(mutated, at), Arrays.copyOfRange(mutated, to, mutated.length));
                case 1 -> joined(Arrays.copyOf(mutated, to), Arrays.copyOfRange(mutated, at, mutated.length));
                case 2 ->
                    joined(joined(Arrays.copyOf(mutated, at), new byte[]{GRAMMAR[random.nextInt(GRAMMAR.length)]}),
                            Arrays.copyOfRange(mutated, at, mutated.length));
                default -> {
                    mutated[at] = (byte) random.nextInt(256);
                    yield mutated;
                }
            };
        }
        return mutated;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
