package dev.fairway.inference.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What it costs to read a V2 request with 784 floats: ours, and its floats alone by Jackson, token by token with its
 * faster number parser. Requests differ from call to call: a processor learns the branches of a single one by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScanningBenchmark {

    private static final int FLOATS = 784;
    private static final int REQUESTS = 200;
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    /** How the caller wrote them: a float's fewest digits, those of a double (as Python does), or mostly zeros. */
    @Param({"float", "double", "sparse"})
    private String digits = "float";

    private final List<byte[]> bodies = new ArrayList<>();
    private int next;

    @Setup
    public void write() {
        Random random = new Random(7);
        for (int i = 0; i < REQUESTS; i++) {
            String data = IntStream.range(0, FLOATS).mapToObj(_ -> literal(random)).collect(Collectors.joining(","));
            bodies.add("{\"id\":\"1\",\"inputs\":[{\"name\":\"x\",\"shape\":[1,%d],\"datatype\":\"FP32\",\"data\":[%s]}]}"
                    .formatted(FLOATS, data)
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String literal(Random random) {
        float value = random.nextFloat();
        return switch (digits) {
            case "float" -> Float.toString(value);
            case "double" -> Double.toString(value);
            default -> random.nextInt(5) > 0 ? "0" : Float.toString(value);
        };
    }

    @Benchmark
    public V2Request ours() {
        byte[] body = body();
        return V2Json.read(body, body.length);
    }

    @Benchmark
    public float[] jackson() {
        float[] floats = new float[FLOATS];
        try (JsonParser json = JACKSON.createParser(ObjectReadContext.empty(), body())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("data")) {
                    fill(floats, json);
                }
            }
        }
        return floats;
    }

    private byte[] body() {
        next = next + 1 == REQUESTS ? 0 : next + 1;
        return bodies.get(next);
    }

    private static void fill(float[] floats, JsonParser json) {
        json.nextToken();
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
            floats[i] = json.getFloatValue();
        }
    }
}
