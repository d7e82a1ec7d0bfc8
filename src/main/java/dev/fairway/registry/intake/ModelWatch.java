package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.Rejections;
import jakarta.annotation.PreDestroy;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes in what is put into the watched directory.
 *
 * <p>Nobody tells when a copy into a directory is complete, so an entry is taken when two looks in a row have seen the
 * same names, sizes and times. Each state of an entry is looked at once: it became a version, or its reason is kept until
 * it changes. What is taken out of the directory stays a version; versions are deleted over HTTP.
 */
@Component
class ModelWatch implements Rejections {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    private final Intake intake;
    private final Staging staging;
    private final WatchProperties properties;
    private final IntakeProperties limits;
    private final Clock clock;
    private final Map<Path, String> seen = new ConcurrentHashMap<>();
    private final Map<Path, String> settled = new ConcurrentHashMap<>();
    private final Map<Path, Rejection> rejected = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("model-watch").factory());

    ModelWatch(Intake intake, Staging staging, WatchProperties properties, IntakeProperties limits, Clock clock) {
        this.intake = intake;
        this.staging = staging;
        this.properties = properties;
        this.limits = limits;
        this.clock = clock;
    }

    /** Starts once the service answers: trials take time, and what is registered already must not wait for them. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Path directory = properties.directory();
        if (directory != null) {
            LOG.info("models in {} are taken in by themselves", directory);
            var _ = looks.scheduleWithFixedDelay(() -> lookSafely(directory), 0, properties.interval().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void close() {
        looks.shutdownNow();
    }

    @Override
    public List<Rejection> all() {
        return rejected.values().stream().sorted(Comparator.comparing(Rejection::entry)).toList();
    }

    /** A look that fails must not be the last one. */
    private void lookSafely(Path directory) {
        try {
            look(directory);
        } catch (RuntimeException e) {
            LOG.error("the watched directory {} could not be looked at", directory, e);
        }
    }

    /** Looks once. */
    void look(Path directory) {
        if (!Files.isDirectory(directory)) {
            LOG.warn("the watched directory {} is not there", directory);
            return;
        }
        List<WatchedEntry> entries = WatchedEntry.in(directory);
        Set<Path> paths = entries.stream().map(WatchedEntry::path).collect(Collectors.toSet());
        List.of(seen, settled, rejected).forEach(map -> map.keySet().retainAll(paths));
        entries.forEach(this::look);
    }

    private void look(WatchedEntry entry) {
        String fingerprint = entry.fingerprint();
        String before = seen.put(entry.path(), fingerprint);
        if (fingerprint.equals(before) && !fingerprint.equals(settled.get(entry.path())) && settles(entry)) {
            settled.put(entry.path(), fingerprint);
        }
    }

    /** Takes an entry, and tells whether another look would come to the same. */
    private boolean settles(WatchedEntry entry) {
        String name = entry.path().getFileName().toString();
        try (Staging.Stage stage = staging.open()) {
            Path copy = entry.copyTo(stage.folder("watched"), limits);
            if (!entry.fingerprint().equals(seen.get(entry.path()))) {
                return false;
            }
            taken(name, Files.isDirectory(copy) ? intake.takeFolder(entry.modelName(), copy, stage)
                    : intake.takeFile(entry.modelName(), copy, stage));
            rejected.remove(entry.path());
            return true;
        } catch (Refusal e) {
            return rejects(entry, e);
        } catch (UncheckedIOException e) {
            LOG.warn("{} in the watched directory could not be read; it is tried again", name, e);
            return false;
        } catch (RuntimeException e) {
            LOG.error("{} in the watched directory could not be taken in", name, e);
            reject(entry, "a defect of the service kept it from being taken in; the log tells more");
            return true;
        }
    }

    private void taken(String name, Intake.Taken taken) {
        taken.notes().forEach(note -> LOG.warn("{} in the watched directory: {}", name, note));
        if (taken.isNew()) {
            LOG.info("{} in the watched directory became {}", name, taken.version().id());
            if (properties.promote()) {
                intake.promote(taken.version()).forEach(note -> LOG.warn("{}: {}", taken.version().id(), note));
            }
        }
    }

    private boolean rejects(WatchedEntry entry, Refusal refusal) {
        String reason = String.valueOf(refusal.getMessage());
        LOG.warn("{} in the watched directory cannot be served: {}", entry.path().getFileName(), reason);
        reject(entry, reason);
        return switch (refusal.kind()) {
            case NOT_READY, OVERLOADED, OUT_OF_MEMORY, TIMED_OUT -> false;
            case MALFORMED, UNAUTHENTICATED, FORBIDDEN, UNKNOWN, CONFLICT, TOO_LARGE, UNSUPPORTED, INVALID -> true;
        };
    }

    private void reject(WatchedEntry entry, String reason) {
        Path directory = properties.directory();
        String name = directory == null ? entry.path().getFileName().toString()
                : directory.relativize(entry.path()).toString();
        rejected.put(entry.path(), new Rejection(entry.model(), name, reason, clock.instant()));
    }
}
