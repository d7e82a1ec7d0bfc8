import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
 * What train jobs reach on published data, and in which time, through the packaged service, over HTTP, as a user would:
 * upload, a train job, its metrics on the test rows. Prints a line per row of the table below and fails when a figure
 * misses its bound.
 *
 * <p>{@code java src/bench/Training.java target/fairway-….jar ../shared/datasets [row …]}; without rows, all of them.
 */
class Training {

    /**
     * @param upload name of the data set's upload
     * @param fields what the job asks for beside its model and data set
     * @param metric of the test rows
     * @param least the figure to reach
     * @param minutes the time to reach it in
     */
    record Row(String name, String upload, String fields, String metric, double least, int minutes) {}

    /** @param spec how the files are read */
    record Upload(String name, String spec, List<String> files) {}

    static final List<Upload> UPLOADS = List.of(
            new Upload("fashion", "{\"format\": \"idx\"}",
                    List.of("fashion-mnist/train-images-idx3-ubyte.gz", "fashion-mnist/train-labels-idx1-ubyte.gz",
                            "fashion-mnist/t10k-images-idx3-ubyte.gz", "fashion-mnist/t10k-labels-idx1-ubyte.gz")),
            new Upload("cifar", "{\"format\": \"image_folder\"}", List.of("cifar10-jpg/cifar10-jpg-subset.zip")),
            new Upload("imdb", "{\"format\": \"text_folder\"}", List.of("imdb/aclImdb_labelled_50k.tar.gz")),
            new Upload("sst2",
                    "{\"format\": \"csv\", \"delimiter\": \"\\t\", \"header\": false, \"columns\": [\"text\", \"label\"]}",
                    List.of("sst2/train.tsv")),
            new Upload("adult", """
                    {"format": "csv", "header": false, "columns": ["age", "workclass", "fnlwgt",
                     "education", "education_num", "marital_status", "occupation", "relationship", "race", "sex",
                     "capital_gain", "capital_loss", "hours_per_week", "native_country", "income"]}""",
                    List.of("adult/adult.data")),
            new Upload("elec2", "{\"format\": \"csv\"}", List.of("elec2/elec.csv")),
            new Upload("fraud", "{\"format\": \"csv\"}", List.of("creditcard-fraud/creditcard_fraud_10000.csv")));

    static final String AUGMENT = "\"preprocessing\": {\"augment\": [\"flip\", {\"type\": \"crop\", \"padding\": %d}]}";
    static final String FRAUD = "\"target\": \"Class\", \"features\": {\"exclude\": [\"Time\"]}";

    static final String ADULT_SEARCH = """
            "target": "income", "search": {"method": "asha", "trials": 20, "seed": 1, "space": {
             "optimizer.learning_rate": {"log_uniform": [0.0003, 0.01]},
             "optimizer.weight_decay": {"log_uniform": [0.00001, 0.01]}, "batch_size": {"values": [128, 256, 512]},
             "architecture.hidden": {"values": [[64, 32], [128, 64], [256, 128]]},
             "architecture.dropout": {"uniform": [0.0, 0.4]}}}""";

    static final List<Row> ROWS = List.of(
            new Row("fashion-lenet", "fashion", "\"architecture\": {\"type\": \"lenet\"}", "accuracy", 0.895, 8),
            new Row("fashion-augmented", "fashion", """
                    "architecture": {"type": "lenet", "channels": [32, 64], "hidden": [256]}, "epochs": 20, "threads": 2,
                    """ + AUGMENT.formatted(2), "accuracy", 0.915, 20),
            new Row("cifar-resnet", "cifar", """
                    "architecture": {"type": "resnet", "depth": 20}, "threads": 2, "epochs": 25,
                    "early_stopping": {"patience": 25}, """ + AUGMENT.formatted(4), "accuracy", 0.55, 15),
            new Row("cifar-resnet-plain", "cifar", """
                    "architecture": {"type": "resnet", "depth": 20}, "threads": 2, "epochs": 25,
                    "early_stopping": {"patience": 25}""", "accuracy", 0, 15),
            new Row("imdb-gru", "imdb", "\"architecture\": {\"type\": \"gru\"}", "accuracy", 0.85, 15),
            new Row("imdb-lstm", "imdb", "\"architecture\": {\"type\": \"lstm\"}", "accuracy", 0.85, 15),
            new Row("imdb-transformer", "imdb", "\"architecture\": {\"type\": \"transformer_encoder\"}", "accuracy", 0.85,
                    15),
            new Row("adult", "adult", "\"target\": \"income\"", "accuracy", 0.85, 2),
            new Row("adult-asha", "adult", ADULT_SEARCH, "accuracy", 0.855, 10),
            new Row("elec2", "elec2", "\"target\": \"class\", \"split\": {\"method\": \"time\"}", "accuracy", 0, 5),
            new Row("sst2-gru", "sst2", "\"target\": \"label\", \"split\": {\"validation\": 0.1, \"test\": 0.02}",
                    "accuracy", 0.77, 5),
            new Row("fraud-autoencoder", "fraud", FRAUD + ", \"architecture\": {\"type\": \"autoencoder\"}", "auroc", 0.93,
                    5),
            new Row("fraud-focal", "fraud", FRAUD + ", \"loss\": \"focal\"", "auprc", 0.75, 5));

    static void main(String... arguments) throws Exception {
        List<String> named = Arrays.stream(arguments).skip(2).toList();
        List<String> known = ROWS.stream().map(Row::name).toList();
        if (arguments.length < 2 || !known.containsAll(named)) {
            System.err.println("usage: java Training.java <fairway.jar> <folder of data sets> [row …]; rows: "
                    + String.join(", ", known));
            System.exit(2);
        }
        Path data = Path.of(arguments[1]);
        Path home = Files.createTempDirectory("fairway-training");
        boolean held = true;
        try (Service service = Service.start(Path.of(arguments[0]), home)) {
            for (Row row : ROWS) {
                if (named.isEmpty() || named.contains(row.name)) {
                    held &= run(service, row, data);
                }
            }
        } finally {
            delete(home);
        }
        System.exit(held ? 0 : 1);
    }

    static boolean run(Service service, Row row, Path data) throws Exception {
        Upload upload = UPLOADS.stream().filter(u -> u.name.equals(row.upload)).findFirst().orElseThrow();
        String dataset = word(service.upload(upload, data), "id");
        Instant start = Instant.now();
        String job = word(service.post("/api/train-jobs", "{\"model\": \"%s\", \"dataset\": {\"id\": \"%s\"}, %s}"
                .formatted(row.name, dataset, row.fields)), "id");
        String ended = service.awaitJob(job, Duration.ofMinutes(3L * row.minutes));
        double minutes = Duration.between(start, Instant.now()).toMillis() / 60_000.0;
        double figure = row.upload.equals("sst2") ? sentences(service, row, data) : test(ended, row.metric);
        boolean held = figure >= row.least && minutes <= row.minutes;
        System.out.printf(Locale.ROOT, "%-20s test %s %.4f (at least %.3f), %.1f min (at most %d): %s%n", row.name,
                row.metric, figure, row.least, minutes, row.minutes, held ? "held" : "MISSED");
        Matcher baselines = Pattern.compile("\"([^\"]*of the baseline[^\"]*)\"").matcher(ended);
        while (baselines.find()) System.out.println("    " + baselines.group(1));
        if (row.fields.contains("\"search\"")) held &= thrift(ended);
        return held;
    }

    /** Whether a search has spent a third of the epochs that all its trials would take in full, or less. */
    static boolean thrift(String search) {
        Matcher epochs = Pattern.compile("\"epochs\":(\\d+),\"full_epochs\":(\\d+)").matcher(search);
        if (!epochs.find()) throw new IllegalStateException("no epochs of the search in " + excerpt(search));
        int spent = Integer.parseInt(epochs.group(1));
        int full = Integer.parseInt(epochs.group(2));
        System.out.printf("    %d of the %d epochs of trials that go to the end%n", spent, full);
        return spent <= full / 3;
    }

    /** A metric of the test rows in a job's document. */
    static double test(String job, String metric) {
        Matcher test = Pattern.compile("\"test\":\\{([^}]*)}").matcher(job);
        Matcher figure = Pattern.compile("\"" + metric + "\":([-0-9.eE]+)").matcher(test.find() ? test.group(1) : "");
        if (!figure.find()) throw new IllegalStateException("no test " + metric + " in " + excerpt(job));
        return Double.parseDouble(figure.group(1));
    }

    /** Accuracy on the sentences of the test file, which the data set does not have, asked for over V1. */
    static double sentences(Service service, Row row, Path data) throws Exception {
        service.await("/v2/models/" + row.name + "/ready", Duration.ofMinutes(1));
        List<String[]> lines = Files.readAllLines(data.resolve("sst2/test.tsv")).stream().map(l -> l.split("\t")).toList();
        int right = 0;
        for (int from = 0; from < lines.size(); from += 100) {
            List<String[]> batch = lines.subList(from, Math.min(lines.size(), from + 100));
            String answer = service.post("/v1/models/" + row.name + ":predict", batch.stream()
                    .map(line -> '"' + line[0].replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(",", "{\"instances\": [", "]}")));
            Matcher said = Pattern.compile("\"label\":\"([^\"]+)\"").matcher(answer);
            for (String[] line : batch) {
                if (!said.find()) throw new IllegalStateException("too few predictions in " + excerpt(answer));
                right += said.group(1).equals(line[1]) ? 1 : 0;
            }
        }
        return (double) right / lines.size();
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
                    jar.toString(), "--server.port=" + port, "--spring.grpc.server.port=0",
                    "--fairway.home=" + home.resolve("data")).redirectErrorStream(true).redirectOutput(log.toFile());
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

        String awaitJob(String job, Duration patience) throws Exception {
            Instant end = Instant.now().plus(patience);
            while (Instant.now().isBefore(end)) {
                String answer = granted(send(request("/api/train-jobs/" + job).GET()));
                String state = word(answer, "state");
                if (state.equals("succeeded")) return answer;
                if (List.of("failed", "cancelled").contains(state)) throw failure("train job: " + answer, null);
                Thread.sleep(500);
            }
            throw failure("the train job did not end in " + patience, null);
        }

        String upload(Upload upload, Path data) throws Exception {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            part(body, "name=\"name\"", upload.name.getBytes(StandardCharsets.UTF_8));
            part(body, "name=\"spec\"\r\nContent-Type: application/json", upload.spec.getBytes(StandardCharsets.UTF_8));
            for (String file : upload.files) {
                part(body, "name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream"
                        .formatted(Path.of(file).getFileName()), Files.readAllBytes(data.resolve(file)));
            }
            body.writeBytes("--fairway-boundary--\r\n".getBytes(StandardCharsets.US_ASCII));
            return granted(send(request("/api/datasets")
                    .header("Content-Type", "multipart/form-data; boundary=fairway-boundary")
                    .POST(BodyPublishers.ofByteArray(body.toByteArray()))));
        }

        static void part(ByteArrayOutputStream body, String head, byte[] content) {
            body.writeBytes("--fairway-boundary\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(head)
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        String post(String path, String json) throws Exception {
            return granted(send(request(path).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json))));
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(10));
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
            List<String> lines = new ArrayList<>(Files.readAllLines(log));
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
