import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Adult census data through the packaged service, over HTTP, as a user would: upload, a train job with nothing but
 * its defaults, then every row of the test file for prediction. Fails when a figure misses its bound.
 *
 * <p>{@code java src/bench/Adult.java target/fairway-….jar ../shared/datasets/adult}; a JDK 25 and nothing else.
 */
class Adult {

    static final double ACCURACY = 0.850;
    static final double AUROC = 0.905;
    static final Duration TRAINING = Duration.ofSeconds(90);

    static final List<String> COLUMNS = List.of("age", "workclass", "fnlwgt", "education", "education_num",
            "marital_status", "occupation", "relationship", "race", "sex", "capital_gain", "capital_loss",
            "hours_per_week", "native_country", "income");
    static final List<String> NUMERIC = List.of("age", "fnlwgt", "education_num", "capital_gain", "capital_loss",
            "hours_per_week");
    static final String POSITIVE = ">50K";
    static final int BATCH = 500;

    /** The true label of a row and what the model says of it. */
    record Scored(boolean positive, boolean said, double probability) {}

    static void main(String... arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: java Adult.java <fairway.jar> <folder with adult.data and adult.test>");
            System.exit(2);
        }
        Path jar = Path.of(arguments[0]);
        Path data = Path.of(arguments[1]);
        Path home = Files.createTempDirectory("fairway-adult");
        boolean held;
        try (Service service = Service.start(jar, home)) {
            held = run(service, data);
        } finally {
            delete(home);
        }
        System.exit(held ? 0 : 1);
    }

    static boolean run(Service service, Path data) throws Exception {
        String dataset = word(service.upload(data.resolve("adult.data"), spec()), "id");
        Instant start = Instant.now();
        String job = word(service.post("/api/train-jobs",
                "{\"model\": \"adult\", \"dataset\": {\"id\": \"%s\"}, \"target\": \"income\"}".formatted(dataset)), "id");
        service.awaitJob(job);
        Duration training = Duration.between(start, Instant.now());
        service.await("/v2/models/adult/ready", Duration.ofMinutes(1));
        Instant asked = Instant.now();
        List<Scored> scored = score(service, rows(data.resolve("adult.test")));
        Duration scoring = Duration.between(asked, Instant.now());
        double accuracy = scored.stream().filter(s -> s.positive == s.said).count() / (double) scored.size();
        double auroc = auroc(scored);
        boolean held = accuracy >= ACCURACY && auroc >= AUROC && training.compareTo(TRAINING) <= 0;
        System.out.printf(Locale.ROOT,
                "adult: %d test rows over HTTP in %.1f s, accuracy %.4f (at least %.3f), AUROC %.4f (at least %.3f), "
                        + "train job %.1f s (at most %d): %s%n",
                scored.size(), scoring.toMillis() / 1e3, accuracy, ACCURACY, auroc, AUROC, training.toMillis() / 1e3,
                TRAINING.toSeconds(), held ? "held" : "MISSED");
        return held;
    }

    static String spec() {
        String names = COLUMNS.stream().map(c -> '"' + c + '"').collect(Collectors.joining(", "));
        return "{\"format\": \"csv\", \"header\": false, \"columns\": [%s]}".formatted(names);
    }

    /** The test file opens with a line of comment, and its labels end with a full stop. */
    static List<List<String>> rows(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .filter(l -> !l.isBlank())
                    .map(l -> Arrays.stream(l.replaceFirst("\\.$", "").split(",")).map(String::strip).toList())
                    .toList();
        }
    }

    static List<Scored> score(Service service, List<List<String>> rows) throws Exception {
        List<Scored> scored = new ArrayList<>();
        Pattern prediction = Pattern.compile(
                "\"label\":\"([^\"]+)\"[^{}]*\"probabilities\":\\{[^}]*\"" + POSITIVE + "\":([-0-9.eE]+)");
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<List<String>> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            String body = batch.stream().map(Adult::instance).collect(Collectors.joining(",", "{\"instances\": [", "]}"));
            String answer = service.post("/v1/models/adult:predict", body).replaceAll("\\s*([:,{}])\\s*", "$1");
            Matcher found = prediction.matcher(answer);
            for (List<String> row : batch) {
                if (!found.find()) throw new IllegalStateException("too few predictions in " + excerpt(answer));
                scored.add(new Scored(row.getLast().equals(POSITIVE), found.group(1).equals(POSITIVE),
                        Double.parseDouble(found.group(2))));
            }
        }
        return scored;
    }

    static String instance(List<String> row) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size() - 1; i++) {
            String column = COLUMNS.get(i);
            String value = row.get(i);
            String json = value.equals("?") ? "null" : NUMERIC.contains(column) ? value : '"' + value + '"';
            fields.add("\"%s\": %s".formatted(column, json));
        }
        return fields.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    /** Mann and Whitney's U over the number of pairs; equal probabilities count half. */
    static double auroc(List<Scored> scored) {
        List<Scored> sorted = scored.stream().sorted(Comparator.comparingDouble(Scored::probability)).toList();
        double rankSum = 0;
        for (int from = 0; from < sorted.size();) {
            int to = from;
            while (to < sorted.size() && sorted.get(to).probability == sorted.get(from).probability) to++;
            double rank = (from + 1 + to) / 2.0;
            rankSum += rank * sorted.subList(from, to).stream().filter(Scored::positive).count();
            from = to;
        }
        double positives = scored.stream().filter(Scored::positive).count();
        return (rankSum - positives * (positives + 1) / 2) / (positives * (scored.size() - positives));
    }

    /** The packaged service on a free port of this machine. */
    record Service(Process process, String base, Path log, HttpClient client) implements AutoCloseable {

        static Service start(Path jar, Path home) throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path log = home.resolve("service.log");
            String runtime = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            ProcessBuilder command = new ProcessBuilder(runtime, "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-jar",
                    jar.toString(), "--server.port=" + port, "--fairway.home=" + home.resolve("data"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            command.environment().putAll(Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE"));
            Service service = new Service(command.start(), "http://127.0.0.1:" + port, log,
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
            try {
                service.await("/actuator/health/readiness", Duration.ofMinutes(3));
            } catch (Exception e) {
                service.close();
                throw e;
            }
            return service;
        }

        void await(String path, Duration patience) throws Exception {
            Instant end = Instant.now().plus(patience);
            while (true) {
                try {
                    if (send(request(path).GET()).statusCode() == 200) return;
                } catch (IOException e) {
                    if (!process.isAlive()) throw failure("the service ended", e);
                }
                if (Instant.now().isAfter(end)) throw failure(path + " was not answered in " + patience, null);
                Thread.sleep(300);
            }
        }

        void awaitJob(String job) throws Exception {
            Instant end = Instant.now().plus(Duration.ofMinutes(5));
            while (Instant.now().isBefore(end)) {
                String answer = granted(send(request("/api/train-jobs/" + job).GET()));
                String state = word(answer, "state");
                if (state.equals("succeeded")) return;
                if (List.of("failed", "cancelled").contains(state)) throw failure("train job: " + answer, null);
                Thread.sleep(500);
            }
            throw failure("the train job did not end in five minutes", null);
        }

        String upload(Path file, String spec) throws Exception {
            String boundary = "fairway-adult-boundary";
            String body = "--%1$s\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nadult\r\n"
                    + "--%1$s\r\nContent-Disposition: form-data; name=\"spec\"\r\nContent-Type: application/json\r\n\r\n%2$s\r\n"
                    + "--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"adult.data\"\r\n"
                    + "Content-Type: text/csv\r\n\r\n%3$s\r\n--%1$s--\r\n";
            return granted(send(request("/api/datasets")
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(BodyPublishers.ofString(body.formatted(boundary, spec, Files.readString(file))))));
        }

        String post(String path, String json) throws Exception {
            return granted(send(request(path).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json))));
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
        }

        HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        String granted(HttpResponse<String> response) throws IOException {
            if (response.statusCode() / 100 != 2) {
                throw failure("%s was answered %d: %s".formatted(response.uri().getPath(), response.statusCode(),
                        excerpt(response.body())), null);
            }
            return response.body();
        }

        IllegalStateException failure(String what, Exception cause) throws IOException {
            List<String> lines = Files.readAllLines(log);
            lines.subList(Math.max(0, lines.size() - 40), lines.size()).forEach(System.err::println);
            return new IllegalStateException(what, cause);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(40, TimeUnit.SECONDS)) process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** Value of a field of a JSON object, at its outermost level or the first one found. */
    static String word(String json, String field) {
        Matcher found = Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!found.find()) throw new IllegalStateException("no " + field + " in " + excerpt(json));
        return found.group(1);
    }

    static String excerpt(String text) {
        return text.length() <= 600 ? text : text.substring(0, 600) + " …";
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
