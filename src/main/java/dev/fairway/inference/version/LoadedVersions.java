package dev.fairway.inference.version;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.VersionUnloaded;
import dev.fairway.inference.queue.NotServing;
import dev.fairway.inference.queue.ServingLimits;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
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
import org.springframework.stereotype.Component;

/** The versions that answer. One lock serialises loading and unloading; requests never take it. */
@Component
public class LoadedVersions {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedVersions.class);

    private final Models models;
    private final VersionLoader loader;
    private final InferenceProperties properties;
    private final ApplicationEventPublisher events;
    private final ReentrantLock changing = new ReentrantLock();
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
     * Loads a version. One that is loaded with other limits is loaded anew, and serves until that is done.
     *
     * @throws UnknownModel when there is no such version
     * @throws Refusal when it is broken
     */
    void load(VersionId id, ServingLimits limits) {
        changing.lock();
        try {
            ServedVersion previous = served.get(id);
            if (previous != null && previous.limits().equals(limits)) {
                return;
            }
            ModelVersion version = registered(id);
            others.put(id, VersionState.LOADING);
            replace(loader.load(version, limits, previous), previous);
        } catch (RuntimeException e) {
            others.put(id,
                    VersionState.failed(e instanceof Refusal r ? String.valueOf(r.getMessage()) : "the log tells why"));
            throw e;
        } finally {
            changing.unlock();
        }
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
        changing.lock();
        try {
            ServedVersion version = served.remove(id);
            if (version != null) {
                version.drain(properties.drain());
                version.meters().remove();
                LOG.info("{} is unloaded", id);
                events.publishEvent(new VersionUnloaded(id));
            }
        } finally {
            changing.unlock();
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

    Optional<ServedVersion> loaded(VersionId id) {
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
