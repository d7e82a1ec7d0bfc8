package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.SampleVersion;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A service of its own, so that it can be stopped while it answers: one row to a run makes a long request of many rows. */
class ShutdownIT {

    private static final int ROWS = 50_000;

    @TempDir
    Path home;

    @Test
    void aRequestInFlightIsAnsweredAndNoFurtherOneIsTaken() throws Exception {
        ConfigurableApplicationContext service = new SpringApplicationBuilder(Fairway.class).run("--server.port=0",
                "--fairway.home=" + home, "--fairway.inference.max-batch=1");
        Http http = new Http(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        String path = "/v1/models/" + served(service.getBean(Models.class)) + ":predict";
        FutureTask<Answer> asked = new FutureTask<>(() -> http.post(path, longBody()));
        Thread.ofVirtual().start(asked);
        await().pollInterval(Duration.ofMillis(5)).until(() -> isAnswering(service));
        assertThat(asked.isDone()).isFalse();
        service.close();
        assertThat(asked.get().status()).isEqualTo(200);
        assertThat(asked.get().json().get("predictions")).hasSize(ROWS);
        assertThatThrownBy(() -> http.post(path, "{}")).isInstanceOf(UncheckedIOException.class);
    }

    private ModelName served(Models models) {
        ModelName name = new ModelName("income");
        models.point(Models.PRODUCTION, models.register(name, SampleVersion.write(home.resolve("made"), "job")).id());
        return name;
    }

    private static boolean isAnswering(ApplicationContext service) {
        return service.getBean(MeterRegistry.class).get("fairway.inference.queue").timer().count() > 0;
    }

    private static String longBody() {
        return "{\"instances\": [" + String.join(",", Collections.nCopies(ROWS, "[51,\"Male\"]")) + "]}";
    }
}
