package dev.fairway.demo;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Plays the demo beside the running service, on a thread of its own. It starts after the web server and stops before it,
 * so that the service never waits for its own demo. What the demo cannot do it tells; the service goes on.
 */
@Component
@Profile("demo")
class Demo implements SmartLifecycle {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final DemoProperties settings;
    private final Environment environment;
    private final Narrator narrator = new Narrator(System.out);
    private @Nullable Thread player;

    Demo(DemoProperties settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public synchronized void start() {
        String base = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
        player = Thread.ofPlatform().name("demo").daemon().start(() -> play(base));
    }

    @Override
    public synchronized void stop() {
        if (player == null)
            return;
        player.interrupt();
        try {
            player.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        player = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return player != null;
    }

    private void play(String base) {
        Caller service = new Caller(base, settings.key());
        try {
            awaitService(service);
            new TrainModel(service, narrator, settings).run();
            narrator.show(Invitation.to(base, settings));
            new ReplayTraffic(service, narrator, settings).run();
        } catch (InterruptedException e) {
            narrator.tell("stopped");
        } catch (IOException | Caller.Refused e) {
            narrator.tell("the demo ends here, the service goes on: %s".formatted(String.valueOf(e.getMessage())));
        }
    }

    private void awaitService(Caller service) throws IOException, InterruptedException {
        while (!service.get("/actuator/health/readiness").granted()) {
            Thread.sleep(POLL);
        }
        narrator.tell(
                "the service answers; its data lie in %s".formatted(environment.getRequiredProperty("fairway.home")));
    }
}
