package dev.fairway.inference;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.AliasRemoved;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionDeleted;
import dev.fairway.registry.VersionId;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The versions that answer: every one that an alias points to, and those that an operator loaded.
 *
 * <p>A version is loaded before an alias points to it (the move waits for it and fails with it) and unloaded a while
 * after the last alias has left it, so that no moment and no request is without a version. One lock serialises loading
 * and unloading; requests never take it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LoadedVersions implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedVersions.class);

    private final Models models;
    private final VersionLoader loader;
    private final InferenceProperties properties;
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<VersionId, ServedVersion> served = new ConcurrentHashMap<>();
    private final Map<VersionId, VersionState> others = new ConcurrentHashMap<>();
    private final Map<ModelName, VersionId> production = new ConcurrentHashMap<>();
    /** Loaded by an operator, who unloads them. */
    private final Set<VersionId> kept = ConcurrentHashMap.newKeySet();
    private volatile boolean started;

    LoadedVersions(Models models, VersionLoader loader, InferenceProperties properties) {
        this.models = models;
        this.loader = loader;
        this.properties = properties;
    }

    /** Loads what aliases point to. A version that cannot be loaded keeps its model from answering, and no other. */
    @Override
    public void run(ApplicationArguments arguments) {
        Page.Request request = new Page.Request(500, null);
        for (Page<Models.Model> page = models.list(request); !page.items().isEmpty(); page = models.list(request)) {
            page.items().forEach(this::loadAliased);
            if (page.next() == null) {
                break;
            }
            request = new Page.Request(500, page.next());
        }
        started = true;
    }

    private void loadAliased(Models.Model model) {
        Optional.ofNullable(model.aliases().get(Models.PRODUCTION))
                .ifPresent(number -> production.put(model.name(), new VersionId(model.name(), number)));
        for (int number : Set.copyOf(model.aliases().values())) {
            VersionId id = new VersionId(model.name(), number);
            try {
                load(id, defaults());
            } catch (RuntimeException e) {
                LOG.error("{} is not served, because it could not be loaded", id, e);
            }
        }
    }

    /** Comes first of those who hear of the move: what follows may route to the version. */
    @EventListener
    @Order(1)
    void aliasMoved(AliasMoved moved) {
        if (!served.containsKey(moved.to())) {
            load(moved.to(), defaults());
        }
        if (moved.alias().equals(Models.PRODUCTION)) {
            production.put(moved.to().model(), moved.to());
        }
        retireLater(moved.to().model());
    }

    @EventListener
    void aliasRemoved(AliasRemoved removed) {
        if (removed.alias().equals(Models.PRODUCTION)) {
            production.remove(removed.model());
        }
        retireLater(removed.model());
    }

    private void retireLater(ModelName model) {
        Executor later = CompletableFuture.delayedExecutor(properties.grace().toMillis(), TimeUnit.MILLISECONDS,
                task -> Thread.ofVirtual().start(task));
        later.execute(() -> retire(model));
    }

    @EventListener
    void versionDeleted(VersionDeleted deleted) {
        drop(deleted.id());
        others.remove(deleted.id());
        production.remove(deleted.id().model(), deleted.id());
    }

    /** Unloads the model's versions that neither an alias nor an operator wants any more. */
    private void retire(ModelName name) {
        Map<String, Integer> aliases = models.find(name).map(Models.Model::aliases).orElse(Map.of());
        served.keySet()
                .stream()
                .filter(id -> id.model().equals(name) && !aliases.containsValue(id.number()) && !kept.contains(id))
                .forEach(this::drop);
        Integer number = aliases.get(Models.PRODUCTION);
        production.compute(name, (_, _) -> number == null ? null : new VersionId(name, number));
    }

    ServingLimits defaults() {
        return new ServingLimits(properties.queueCapacity(), properties.maxBatch(), properties.workers());
    }

    /** Loads a version for an operator: it stays until the operator unloads it. */
    void keep(VersionId id, ServingLimits limits) {
        load(id, limits);
        kept.add(id);
    }

    /** @throws Refusal when an alias points to the version */
    void release(VersionId id) {
        registered(id);
        boolean aliased = models.find(id.model()).stream().anyMatch(m -> m.aliases().containsValue(id.number()));
        if (aliased) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "an alias points to %s; point it to another version first".formatted(id));
        }
        drop(id);
    }

    private void load(VersionId id, ServingLimits limits) {
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

    private void drop(VersionId id) {
        changing.lock();
        try {
            kept.remove(id);
            ServedVersion version = served.remove(id);
            if (version != null) {
                version.drain(properties.drain());
                version.meters().remove();
                LOG.info("{} is unloaded", id);
            }
        } finally {
            changing.unlock();
        }
    }

    /**
     * @throws UnknownModel when there is no such version
     * @throws NotServing when it is not loaded
     */
    ServedVersion find(VersionId id) {
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

    VersionState state(VersionId id) {
        return served.containsKey(id) ? VersionState.READY : others.getOrDefault(id, VersionState.UNLOADED);
    }

    /** Whether every model's version in production answers. */
    boolean isReady() {
        return started && served.keySet().containsAll(production.values());
    }

    private ModelVersion registered(VersionId id) {
        return models.version(id)
                .orElseThrow(() -> new UnknownModel("model %s has no version %d".formatted(id.model(), id.number())));
    }

    @PreDestroy
    void close() {
        served.values().parallelStream().forEach(version -> version.drain(properties.drain()));
    }
}
