package dev.fairway.inference.serving;

import dev.fairway.inference.Answer;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.Router;
import dev.fairway.inference.RoutesChanged;
import dev.fairway.inference.serving.Shadow.Pair;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets versions see what others have been asked, once those have answered.
 *
 * <p>No caller waits for any of it. The caller's thread only looks whether there is room and copies what it was
 * asked; everything else is done by virtual threads, of which a shadow has a bounded number. Where there is no room,
 * in this bound, in memory or in the shadow's queue, the request is shed and counted. What a shadow says is compared
 * and counted too, and told to no {@link AnswerListeners}.
 */
@Component
class Shadows {

    private final Router router;
    private final ShadowVersions versions;
    private final ShadowProperties properties;
    private final MeterRegistry registry;
    private final Map<Pair, Shadow> shadows = new ConcurrentHashMap<>();
    /** Bytes of the requests that are kept now. */
    private final AtomicLong kept = new AtomicLong();

    Shadows(Router router, ShadowVersions versions, ShadowProperties properties, MeterRegistry registry) {
        this.router = router;
        this.versions = versions;
        this.properties = properties;
        this.registry = registry;
    }

    @EventListener
    void started(ApplicationStartedEvent started) {
        router.answering().stream().map(VersionId::model).distinct().forEach(this::follow);
    }

    @EventListener
    void changed(RoutesChanged changed) {
        follow(changed.model());
    }

    /** Begins and ends shadows as the routes say. One thread at a time, so that the last to look has the last word. */
    private synchronized void follow(ModelName model) {
        Set<Pair> now = router.routes(model)
                .stream()
                .flatMap(route -> route.shadows().stream().map(shadow -> new Pair(route.answering(), shadow)))
                .collect(Collectors.toSet());
        shadows.keySet()
                .stream()
                .filter(pair -> pair.answering().model().equals(model) && !now.contains(pair))
                .forEach(this::end);
        now.forEach(pair -> shadows.computeIfAbsent(pair, this::begin));
    }

    private Shadow begin(Pair pair) {
        return new Shadow(pair, versions, properties, new ShadowMeters(registry, pair.answering(), pair.shadow()));
    }

    private void end(Pair pair) {
        Shadow ended = shadows.remove(pair);
        if (ended != null) {
            ended.end();
        }
    }

    /**
     * Shows an answered request to shadows. One whose route has ended since sees it no more.
     *
     * @param answer what the caller gets
     * @param input what was asked
     */
    void see(Answer answer, Input input, List<VersionId> by) {
        for (VersionId id : by) {
            Shadow shadow = shadows.get(new Pair(answer.version(), id));
            if (shadow != null) {
                see(shadow, input, answer.output());
            }
        }
    }

    private void see(Shadow shadow, Input input, Output given) {
        if (!shadow.enter()) {
            shadow.shed();
            return;
        }
        long bytes = Copies.bytes(input, given);
        Runnable leave = () -> {
            kept.addAndGet(-bytes);
            shadow.leave();
        };
        if (kept.addAndGet(bytes) > properties.memory().toBytes()) {
            leave.run();
            shadow.shed();
        } else {
            start(shadow, input, given, leave);
        }
    }

    /** Even the want of memory for a copy or a thread is kept from the caller, who has an answer already. */
    private static void start(Shadow shadow, Input input, Output given, Runnable leave) {
        try {
            Input asked = Copies.of(input);
            Output said = Copies.of(given);
            Thread.ofVirtual().name("shadow").start(() -> {
                try {
                    shadow.see(asked, said);
                } finally {
                    leave.run();
                }
            });
        } catch (RuntimeException | Error failure) {
            leave.run();
            shadow.failed(failure);
        }
    }
}
