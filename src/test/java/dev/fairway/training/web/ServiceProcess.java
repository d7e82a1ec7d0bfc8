package dev.fairway.training.web;

import static org.awaitility.Awaitility.await;

import dev.fairway.testing.Http;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The whole service in a process of its own, which a test may end in any way it likes. */
record ServiceProcess(Process process, Http http) implements AutoCloseable {

    /** Starts it on a home, whoever wrote there before, and waits until it answers. */
    static ServiceProcess start(Path home) throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), "dev.fairway.Fairway", "--fairway.home=" + home,
                "--server.port=" + port)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("service.log").toFile()))
                .start();
        ServiceProcess service = new ServiceProcess(process, new Http(port));
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> service.http.get("/actuator/health/liveness").status() == 200);
        return service;
    }

    /** {@code kill -9}: nothing is said or written any more. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** {@code SIGTERM}, as an orchestrator sends it; gives whether the service left in time. */
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
