package dev.fairway.rollout;

import dev.fairway.inference.Caller;
import dev.fairway.inference.Router;
import dev.fairway.inference.RoutesChanged;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.AliasRemoved;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficChanged;
import dev.fairway.registry.VersionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends an unversioned request to the version in production, or to one of those that the calls are split over.
 *
 * <p>The routes are in memory, so that a request asks no database. They change by the registry's events once these
 * are committed; inference hears the same events before the commit and loads the versions, and when it cannot, its
 * exception undoes the change, and this router never hears of it. What another replica has changed arrives by
 * {@link #refresh}, which announces it to inference here in the same way and changes the routes thereafter. The routes of a
 * model change all at once, so a request sees what held before or what holds now and nothing between.
 */
@Component
class AliasRouter implements Router {

    private static final Logger LOG = LoggerFactory.getLogger(AliasRouter.class);

    private final Models models;
    private final TrafficReading reading;
    private final ApplicationEventPublisher events;
    private final Map<ModelName, ModelRoutes> routes = new ConcurrentHashMap<>();

    AliasRouter(Models models, TrafficReading reading, ApplicationEventPublisher events) {
        this.models = models;
        this.reading = reading;
        this.events = events;
        reading.all().forEach((model, traffic) -> routes.put(model, new ModelRoutes(traffic)));
    }

    @Override
    public Route route(ModelName model, Caller caller) {
        ModelRoutes known = routes.get(model);
        if (known == null || !known.isOpen()) {
            throw unknown(model);
        }
        return known.route(caller);
    }

    @Override
    public Collection<Route> routes(ModelName model) {
        ModelRoutes known = routes.get(model);
        return known == null ? List.of() : known.routes();
    }

    @Override
    public Set<VersionId> used(ModelName model) {
        ModelRoutes known = routes.get(model);
        return known == null ? Set.of() : known.used();
    }

    @Override
    public Set<VersionId> answering() {
        return routes.values()
                .stream()
                .flatMap(known -> known.answering().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @TransactionalEventListener
    void moved(AliasMoved event) {
        if (event.alias().equals(Models.PRODUCTION)) {
            change(event.to().model(), traffic -> traffic.promoted(event.to().number()));
        }
    }

    @TransactionalEventListener
    void removed(AliasRemoved event) {
        if (event.alias().equals(Models.PRODUCTION)) {
            change(event.model(), _ -> ModelTraffic.none(event.model()));
        }
    }

    @TransactionalEventListener
    void changed(TrafficChanged event) {
        change(event.model(), traffic -> traffic.with(event.plan()));
    }

    private void change(ModelName model, UnaryOperator<ModelTraffic> change) {
        routes.compute(model,
                (_, known) -> routes(change.apply(known == null ? ModelTraffic.none(model) : known.traffic())));
        events.publishEvent(new RoutesChanged(model));
    }

    /** Null where there is nothing to route to, so that what is gone takes no room. */
    private static @Nullable ModelRoutes routes(ModelTraffic traffic) {
        return traffic.equals(ModelTraffic.none(traffic.model())) ? null : new ModelRoutes(traffic);
    }

    /** Follows what other replicas have changed since. */
    void refresh() {
        Map<ModelName, ModelRoutes> before = Map.copyOf(routes);
        Map<ModelName, ModelTraffic> now = new HashMap<>(reading.all());
        before.keySet().forEach(model -> now.putIfAbsent(model, ModelTraffic.none(model)));
        now.forEach((model, traffic) -> follow(before.get(model), traffic));
    }

    /** One version that cannot be loaded here must not keep the others from being followed. */
    private void follow(@Nullable ModelRoutes before, ModelTraffic now) {
        try {
            ModelTraffic known = before == null ? ModelTraffic.none(now.model()) : before.traffic();
            if (!now.equals(known) && routes.get(now.model()) == before) {
                announce(known, now);
                replace(before, now);
            }
        } catch (RuntimeException e) {
            LOG.error("the calls of {} go as {} but cannot here; the next refresh tries again", now.model(), now, e);
        }
    }

    private void announce(ModelTraffic before, ModelTraffic now) {
        Integer production = now.production();
        if (!Objects.equals(production, before.production())) {
            events.publishEvent(production == null ? new AliasRemoved(now.model(), Models.PRODUCTION)
                    : new AliasMoved(Models.PRODUCTION, new VersionId(now.model(), production)));
        }
        if (!now.plan().equals(before.plan())) {
            events.publishEvent(new TrafficChanged(now.model(), now.plan()));
        }
    }

    /** Routes that changed here while the database was read and versions were loaded are newer than what was read. */
    private void replace(@Nullable ModelRoutes before, ModelTraffic now) {
        routes.compute(now.model(), (_, known) -> known == before ? routes(now) : known);
        events.publishEvent(new RoutesChanged(now.model()));
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
        List<String> open = routes.values()
                .stream()
                .filter(ModelRoutes::isOpen)
                .map(known -> known.traffic().model().value())
                .sorted()
                .limit(20)
                .toList();
        return open.isEmpty() ? "is none in production" : "are " + String.join(", ", open);
    }
}
