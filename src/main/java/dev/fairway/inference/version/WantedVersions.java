package dev.fairway.inference.version;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.queue.ServingLimits;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.AliasRemoved;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionDeleted;
import dev.fairway.registry.VersionId;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Which versions are to be loaded: every one that an alias points to, and those that an operator wants.
 *
 * <p>A version is loaded before an alias points to it (the move waits for it and fails with it) and unloaded a while
 * after the last alias has left it, so that no moment and no request is without a version.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class WantedVersions implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WantedVersions.class);

    private final Models models;
    private final LoadedVersions loaded;
    private final InferenceProperties properties;
    private final Map<ModelName, VersionId> production = new ConcurrentHashMap<>();
    /** Loaded by an operator, who unloads them. */
    private final Set<VersionId> kept = ConcurrentHashMap.newKeySet();
    private final Postponed postponed = new Postponed();
    private volatile boolean started;

    WantedVersions(Models models, LoadedVersions loaded, InferenceProperties properties) {
        this.models = models;
        this.loaded = loaded;
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
                loaded.load(id, limits());
            } catch (RuntimeException e) {
                LOG.error("{} is not served, because it could not be loaded", id, e);
            }
        }
    }

    /** Comes first of those who hear of the move: what follows may route to the version. */
    @EventListener
    @Order(1)
    void aliasMoved(AliasMoved moved) {
        if (loaded.loaded(moved.to()).isEmpty()) {
            loaded.load(moved.to(), limits());
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
        postponed.after(properties.grace(), () -> retire(model));
    }

    @EventListener
    void versionDeleted(VersionDeleted deleted) {
        kept.remove(deleted.id());
        production.remove(deleted.id().model(), deleted.id());
        loaded.forget(deleted.id());
    }

    /** Unloads the model's versions that neither an alias nor an operator wants any more. */
    private void retire(ModelName name) {
        Map<String, Integer> aliases = models.find(name).map(Models.Model::aliases).orElse(Map.of());
        loaded.of(name)
                .stream()
                .filter(id -> !aliases.containsValue(id.number()) && !kept.contains(id))
                .forEach(loaded::unload);
        Integer number = aliases.get(Models.PRODUCTION);
        production.compute(name, (_, _) -> number == null ? null : new VersionId(name, number));
    }

    /** The limits of a version that is loaded without any being said. */
    public ServingLimits limits() {
        return new ServingLimits(properties.queueCapacity(), properties.maxBatch(), properties.workers());
    }

    /**
     * Loads a version, or loads it anew with other limits while the old ones still serve. It stays until it is unloaded.
     *
     * @throws Refusal when there is no such version or it is broken
     */
    public void load(VersionId id, ServingLimits limits) {
        loaded.load(id, limits);
        kept.add(id);
    }

    /** @throws Refusal when there is no such version or an alias points to it */
    public void unload(VersionId id) {
        loaded.registered(id);
        boolean aliased = models.find(id.model()).stream().anyMatch(m -> m.aliases().containsValue(id.number()));
        if (aliased) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "an alias points to %s; point it to another version first".formatted(id));
        }
        kept.remove(id);
        loaded.unload(id);
    }

    @PreDestroy
    void close() {
        postponed.close();
    }

    /** Whether every model's version in production answers. */
    public boolean isReady() {
        return started && production.values().stream().allMatch(id -> loaded.state(id).isReady());
    }
}
