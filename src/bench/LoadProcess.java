import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM that is measured, or that measures: all have the same flags. */
record LoadProcess(Process process, int port, Path log, BufferedReader answers) implements AutoCloseable {

    private static final List<String> FLAGS = List.of("--enable-native-access=ALL-UNNAMED", "-Xms512m", "-Xmx512m",
            "-XX:+UseParallelGC");
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String BOUNDARY = "fairway-load-boundary";

    /** The packaged service with an empty home. */
    static LoadProcess service(Path jar, Path home, String... settings) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("-jar", jar.toString(), "--server.port=" + port,
                "--fairway.home=" + home.resolve("data")));
        command.addAll(List.of(settings));
        LoadProcess service = start(home, port, command, false);
        service.await("/actuator/health/liveness", Duration.ofMinutes(3));
        return service;
    }

    /** A class of the benchmarks with what is in the service's jar. */
    static LoadProcess benchmark(Path jar, Path classes, Path home, String name, int port, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("-cp", jar.toString(), "-Dloader.path=" + classes,
                "-Dloader.main=dev.fairway.benchmark." + name, "org.springframework.boot.loader.launch.PropertiesLauncher"));
        command.addAll(List.of(arguments));
        return start(home, port, command, port == 0);
    }

    private static LoadProcess start(Path home, int port, List<String> arguments, boolean talks) throws IOException {
        Files.createDirectories(home);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(arguments);
        Path log = home.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        if (!talks) builder.redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE"));
        Process process = builder.start();
        return new LoadProcess(process, port, log, process.inputReader(StandardCharsets.UTF_8));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** CPU time of the process in microseconds, in steps of a hundredth of a second. */
    long cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000;
    }

    /** Sends a line to a process that talks, and gives the numbers that it answers with. */
    long[] ask(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
            if (answer.startsWith("measured ")) {
                String[] words = answer.substring(9).split(" ");
                return new long[]{Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])};
            }
        }
        throw failure("the measuring process ended");
    }

    void await(String path, Duration patience) throws Exception {
        Instant end = Instant.now().plus(patience);
        while (true) {
            try {
                if (send(request(path).GET()).statusCode() == 200) return;
            } catch (IOException e) {
                if (!process.isAlive()) throw failure("the service ended: " + e);
            }
            if (Instant.now().isAfter(end)) throw failure(path + " was not answered in " + patience);
            Thread.sleep(300);
        }
    }

    String post(String path, String json) throws Exception {
        return granted(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    String get(String path) throws Exception {
        return granted(request(path).GET());
    }

    /** Sends a file with a document about it, as {@code curl -F} does. */
    String upload(String path, String part, Path file, String about, String json) throws Exception {
        String head = "--%1$s\r\nContent-Disposition: form-data; name=\"%2$s\"\r\nContent-Type: application/json\r\n\r\n%3$s\r\n"
                + "--%1$s\r\nContent-Disposition: form-data; name=\"%4$s\"; filename=\"%5$s\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head.formatted(BOUNDARY, about, json, part, file.getFileName())),
                BodyPublishers.ofFile(file), BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        return granted(request(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY).POST(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofMinutes(2));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String granted(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw failure("%s was answered %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
        return response.body();
    }

    /** Value of a field of a JSON object, the first one found. */
    static String word(String json, String field) {
        Matcher found = Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!found.find()) throw new IllegalStateException("no " + field + " in " + json);
        return found.group(1);
    }

    private IllegalStateException failure(String what) throws IOException {
        List<String> lines = Files.readAllLines(log);
        lines.subList(Math.max(0, lines.size() - 40), lines.size()).forEach(System.err::println);
        return new IllegalStateException(what);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
