package dev.fairway.inference.version;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.device.DeviceQuarantined;
import dev.fairway.device.Wish;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.VersionUnloaded;
import dev.fairway.inference.queue.NotServing;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionId;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The versions that answer. A lock per version keeps its loading and unloading apart; requests never take it, and no
 * version waits for the loading of another before it is unloaded.
 */
@Component
public class LoadedVersions {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedVersions.class);

    private final Models models;
    private final VersionLoader loader;
    private final InferenceProperties properties;
    private final ApplicationEventPublisher events;
    private final Map<VersionId, ReentrantLock> changing = new ConcurrentHashMap<>();
    private final Map<VersionId, ServedVersion> served = new ConcurrentHashMap<>();
    private final Map<VersionId, VersionState> others = new ConcurrentHashMap<>();

    LoadedVersions(
            Models models,
            VersionLoader loader,
            InferenceProperties properties,
            ApplicationEventPublisher events) {
        this.models = models;
        this.loader = loader;
        this.properties = properties;
        this.events = events;
    }

    /**
     * Loads a version. One that is loaded by another plan is loaded anew, and serves until that is done.
     *
     * @param wishes what is asked for beside what its manifest and the service's settings say
     * @throws UnknownModel when there is no such version
     * @throws Refusal when it is broken or there is no room for it
     */
    void load(VersionId id, ServingWishes wishes) {
        ModelVersion version = registered(id);
        ServingPlan plan = ServingPlan.of(wishes.or(version.manifest().serving()), properties);
        alone(id, () -> {
            ServedVersion previous = served.get(id);
            if (previous == null || !previous.plan().equals(plan)) {
                load(version, plan, previous);
            }
        });
    }

    private void load(ModelVersion version, ServingPlan plan, @Nullable ServedVersion previous) {
        VersionId id = version.id();
        try {
            others.put(id, VersionState.LOADING);
            replace(loader.load(version, plan, previous, this::answered), previous);
        } catch (RuntimeException e) {
            others.put(id,
                    VersionState.failed(e instanceof Refusal r ? String.valueOf(r.getMessage()) : "the log tells why"));
            throw e;
        }
    }

    /** Runs that all versions together have made: it grows while somebody is served. */
    private long answered() {
        return served.values().stream().mapToLong(version -> version.meters().statistics().executions()).sum();
    }

    private void replace(ServedVersion loaded, @Nullable ServedVersion previous) {
        served.put(loaded.id(), loaded);
        others.remove(loaded.id());
        if (previous != null) {
            previous.drain(properties.drain());
        }
        LOG.info("{} is loaded", loaded.id());
    }

    /** Answers what the version has taken, then gives it up. */
    void unload(VersionId id) {
        alone(id, () -> {
            ServedVersion version = served.remove(id);
            if (version != null) {
                version.drain(properties.drain());
                version.meters().remove();
                LOG.info("{} is unloaded", id);
                events.publishEvent(new VersionUnloaded(id));
            }
        });
    }

    private void alone(VersionId id, Runnable change) {
        ReentrantLock lock = changing.computeIfAbsent(id, _ -> new ReentrantLock());
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Moves what ran on the device. The worker that found it broken must not wait for that. */
    @EventListener
    void deviceQuarantined(DeviceQuarantined quarantined) {
        Thread.ofVirtual()
                .name("moving from " + quarantined.device())
                .start(() -> served.keySet().forEach(id -> alone(id, () -> move(id, quarantined.device()))));
    }

    /** A version whose operator named its devices stays on those that are left; any other finds itself a new one. */
    private void move(VersionId id, Device from) {
        ServedVersion version = served.get(id);
        if (version == null) {
            return;
        }
        version.leave(from);
        if (version.devices().isEmpty() && !(version.plan().wish() instanceof Wish.Named)) {
            try {
                loader.bringBack(version);
                LOG.info("{} runs on {} now", id, version.devices());
            } catch (RuntimeException e) {
                LOG.error("{} is left without a device", id, e);
            }
        }
    }

    /** Unloads a version that is no longer registered. */
    void forget(VersionId id) {
        unload(id);
        others.remove(id);
    }

    /** The model's versions that answer. */
    List<VersionId> of(ModelName model) {
        return served.keySet().stream().filter(id -> id.model().equals(model)).toList();
    }

    /**
     * @throws UnknownModel when there is no such version
     * @throws NotServing when it is not loaded
     */
    public ServedVersion find(VersionId id) {
        ServedVersion version = served.get(id);
        if (version == null) {
            registered(id);
            throw new NotServing("version %d of %s %s".formatted(id.number(), id.model(), state(id).reason()));
        }
        return version;
    }

    /** The version, if it is loaded. */
    public Optional<ServedVersion> loaded(VersionId id) {
        return Optional.ofNullable(served.get(id));
    }

    public VersionState state(VersionId id) {
        ServedVersion version = served.get(id);
        return version != null ? version.state() : others.getOrDefault(id, VersionState.UNLOADED);
    }

    /** @throws UnknownModel when there is no such version */
    ModelVersion registered(VersionId id) {
        return models.version(id)
                .orElseThrow(() -> new UnknownModel("model %s has no version %d".formatted(id.model(), id.number())));
    }

    @PreDestroy
    void close() {
        served.values().parallelStream().forEach(version -> version.drain(properties.drain()));
    }
}
