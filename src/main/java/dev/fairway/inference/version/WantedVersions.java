package dev.fairway.inference.version;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Router;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.AliasRemoved;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.TrafficChanged;
import dev.fairway.registry.VersionDeleted;
import dev.fairway.registry.VersionId;
import jakarta.annotation.PreDestroy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * Which versions are to be loaded: every one that an alias points to or that takes part in the traffic of its model, and
 * those that an operator wants.
 *
 * <p>A version is loaded before an alias points to it or calls are sent to it (the change waits for it and fails with it)
 * and unloaded a while after the last of these has left it, so that no moment and no request is without a version.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class WantedVersions implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WantedVersions.class);

    private final Models models;
    private final Router router;
    private final LoadedVersions loaded;
    private final InferenceProperties properties;
    /** Loaded by an operator, who unloads them. */
    private final Set<VersionId> kept = ConcurrentHashMap.newKeySet();
    /** How many changes of late need a version. */
    private final Map<VersionId, Integer> held = new ConcurrentHashMap<>();
    /** Unloaded by an operator though they are used. */
    private final Set<VersionId> resting = ConcurrentHashMap.newKeySet();
    private final Postponed postponed = new Postponed();
    private volatile boolean started;

    WantedVersions(Models models, Router router, LoadedVersions loaded, InferenceProperties properties) {
        this.models = models;
        this.router = router;
        this.loaded = loaded;
        this.properties = properties;
    }

    /**
     * Loads what aliases point to and what takes part in traffic. A version that cannot be loaded keeps its model from
     * answering, and no other.
     */
    @Override
    public void run(ApplicationArguments arguments) {
        Page.Request request = new Page.Request(500, null);
        for (Page<Models.Model> page = models.list(request); !page.items().isEmpty(); page = models.list(request)) {
            page.items().forEach(this::loadUsed);
            if (page.next() == null) {
                break;
            }
            request = new Page.Request(500, page.next());
        }
        started = true;
    }

    private void loadUsed(Models.Model model) {
        for (VersionId id : used(model)) {
            try {
                loaded.load(id, ServingWishes.NONE);
            } catch (RuntimeException e) {
                LOG.error("{} is not served, because it could not be loaded", id, e);
            }
        }
    }

    /** Comes first of those who hear of the move: what follows may route to the version. */
    @EventListener
    @Order(1)
    void aliasMoved(AliasMoved moved) {
        require(moved.to().model(), Set.of(moved.to().number()));
    }

    /** Comes first of those who hear of the change, as above. */
    @EventListener
    @Order(1)
    void trafficChanged(TrafficChanged changed) {
        require(changed.model(), changed.plan().versions());
    }

    /** Nobody sees a change before it is committed, so its versions are held meanwhile. */
    private void require(ModelName model, Set<Integer> numbers) {
        List<VersionId> ids = numbers.stream().map(number -> new VersionId(model, number)).toList();
        ids.forEach(id -> held.merge(id, 1, Integer::sum));
        ids.forEach(resting::remove);
        try {
            ids.stream().filter(id -> loaded.loaded(id).isEmpty()).forEach(id -> loaded.load(id, ServingWishes.NONE));
        } finally {
            postponed.after(properties.grace(), () -> ids.forEach(this::release));
            retireLater(model);
        }
    }

    private void release(VersionId id) {
        held.computeIfPresent(id, (_, changes) -> changes == 1 ? null : changes - 1);
    }

    @EventListener
    void aliasRemoved(AliasRemoved removed) {
        retireLater(removed.model());
    }

    private void retireLater(ModelName model) {
        postponed.after(properties.grace(), () -> retire(model));
    }

    @EventListener
    void versionDeleted(VersionDeleted deleted) {
        kept.remove(deleted.id());
        resting.remove(deleted.id());
        loaded.forget(deleted.id());
    }

    /** Unloads the model's versions that nothing wants any more. */
    private void retire(ModelName name) {
        Set<VersionId> used = models.find(name).map(this::used).orElse(Set.of());
        loaded.of(name)
                .stream()
                .filter(id -> !used.contains(id) && !kept.contains(id) && !held.containsKey(id))
                .forEach(loaded::unload);
    }

    /** The versions that aliases point to by now, and those that this replica still sends calls to. */
    private Set<VersionId> used(Models.Model model) {
        Set<VersionId> used = new HashSet<>(router.used(model.name()));
        model.aliases().values().forEach(number -> used.add(new VersionId(model.name(), number)));
        return used;
    }

    /**
     * Loads a version, or loads it anew as is wished while it still serves as it was. It stays until it is unloaded.
     *
     * @throws Refusal when there is no such version or it is broken
     */
    public void load(VersionId id, ServingWishes wishes) {
        loaded.load(id, wishes);
        kept.add(id);
        resting.remove(id);
    }

    /** @throws Refusal when there is no such version, an alias points to it or it takes part in the traffic */
    public void unload(VersionId id) {
        loaded.registered(id);
        boolean aliased = models.find(id.model()).stream().anyMatch(m -> m.aliases().containsValue(id.number()));
        if (aliased) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "an alias points to %s; point it to another version first".formatted(id));
        }
        if (router.used(id.model()).contains(id)) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "%s has a share of the traffic or shadows it; take it out of the traffic first".formatted(id));
        }
        kept.remove(id);
        loaded.unload(id);
    }

    /**
     * Unloads a version even if an alias points to it, and does not miss it. It is back when somebody loads it, moves an
     * alias or traffic to it or starts the service anew.
     */
    public void rest(VersionId id) {
        kept.remove(id);
        resting.add(id);
        loaded.unload(id);
    }

    @PreDestroy
    void close() {
        postponed.close();
    }

    /** Whether every version that unversioned calls are sent to answers, but for those that an operator gave a rest. */
    public boolean isReady() {
        return started && router.answering()
                .stream()
                .filter(id -> !resting.contains(id))
                .allMatch(id -> loaded.state(id).isReady());
    }
}
