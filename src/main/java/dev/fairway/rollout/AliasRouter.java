package dev.fairway.rollout;

import dev.fairway.inference.Caller;
import dev.fairway.inference.Router;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.AliasRemoved;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends an unversioned request to the version in production.
 *
 * <p>The routes are in memory, so that a request asks no database. They change by the registry's events, and what another
 * replica has changed arrives by {@link #refresh}, which announces it here as the same event. Inference hears
 * {@link AliasMoved} first and loads the version; when it cannot, its exception undoes the change, and this router, which
 * waits for the commit, never hears of it.
 */
@Component
class AliasRouter implements Router {

    private static final Logger LOG = LoggerFactory.getLogger(AliasRouter.class);

    private final Models models;
    private final ApplicationEventPublisher events;
    private final Map<ModelName, Route> routes = new ConcurrentHashMap<>();

    AliasRouter(Models models, ApplicationEventPublisher events) {
        this.models = models;
        this.events = events;
        routes.putAll(inProduction());
    }

    @Override
    public Route route(ModelName model, Caller caller) {
        Route route = routes.get(model);
        if (route == null) {
            throw unknown(model);
        }
        return route;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void moved(AliasMoved event) {
        if (event.alias().equals(Models.PRODUCTION)) {
            routes.put(event.to().model(), to(event.to()));
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void removed(AliasRemoved event) {
        if (event.alias().equals(Models.PRODUCTION)) {
            routes.remove(event.model());
        }
    }

    /** Follows what other replicas have changed since. */
    void refresh() {
        Map<ModelName, Route> before = Map.copyOf(routes);
        Map<ModelName, Route> now = inProduction();
        now.forEach((model, route) -> {
            if (!route.equals(before.get(model)) && unchanged(model, before)) {
                follow(route.answering());
            }
        });
        before.keySet()
                .stream()
                .filter(model -> !now.containsKey(model) && unchanged(model, before))
                .forEach(model -> events.publishEvent(new AliasRemoved(model, Models.PRODUCTION)));
    }

    /** A route that changed here while the database was read is newer than what was read. */
    private boolean unchanged(ModelName model, Map<ModelName, Route> before) {
        return Objects.equals(routes.get(model), before.get(model));
    }

    private Map<ModelName, Route> inProduction() {
        return models.aliased(Models.PRODUCTION).stream().collect(Collectors.toMap(VersionId::model, AliasRouter::to));
    }

    /** One version that cannot be loaded here must not keep the others from being followed. */
    private void follow(VersionId id) {
        try {
            events.publishEvent(new AliasMoved(Models.PRODUCTION, id));
        } catch (RuntimeException e) {
            LOG.error("{} is in production but cannot be served here; the next refresh tries again", id, e);
        }
    }

    private static Route to(VersionId id) {
        return new Route(id, List.of());
    }

    private UnknownModel unknown(ModelName model) {
        return models.find(model)
                .map(known -> new UnknownModel("model %s has no version in production; it has %s, so ask for one of "
                        .formatted(model, numbers(known)) + "them or let the alias production point to one"))
                .orElseGet(() -> new UnknownModel("there is no model %s; there %s".formatted(model, served())));
    }

    private static String numbers(Models.Model model) {
        return model.versions()
                .stream()
                .map(version -> Integer.toString(version.id().number()))
                .collect(Collectors.joining(", ", model.versions().size() == 1 ? "version " : "versions ", ""));
    }

    private String served() {
        return routes.isEmpty() ? "is none in production"
                : routes.keySet()
                        .stream()
                        .map(ModelName::value)
                        .sorted()
                        .limit(20)
                        .collect(Collectors.joining(", ", "are ", ""));
    }
}
