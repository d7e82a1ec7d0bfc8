package dev.fairway.rollout;

import dev.fairway.inference.Caller;
import dev.fairway.inference.Router.Route;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where one model's unversioned calls go. Never changes and is made before it is asked: a call only looks its route up. */
final class ModelRoutes {

    private final ModelTraffic traffic;
    private final Map<Integer, Route> routes;
    private final @Nullable WeightedSplit split;
    private final List<Integer> answering;

    ModelRoutes(ModelTraffic traffic) {
        TrafficPlan plan = traffic.plan().with(traffic.production());
        this.traffic = traffic;
        this.answering = plan.answering();
        this.routes = answering.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), this::routeTo));
        this.split = answering.size() > 1 ? new WeightedSplit(traffic.model(), plan.split()) : null;
    }

    private Route routeTo(int version) {
        return new Route(id(version),
                traffic.plan().shadow().stream().filter(shadow -> shadow != version).map(this::id).toList());
    }

    ModelTraffic traffic() {
        return traffic;
    }

    /** Whether an unversioned call reaches anything. */
    boolean isOpen() {
        return !answering.isEmpty();
    }

    Route route(Caller caller) {
        return route(split == null ? answering.getFirst() : split.version(key(caller)));
    }

    /** A caller who does not send the header that callers are told apart by is a new one with every request. */
    private String key(Caller caller) {
        String header = traffic.plan().stickyBy();
        String value = header == null ? null : caller.header().apply(header);
        return value == null || value.isEmpty() ? caller.requestId() : value;
    }

    private Route route(int version) {
        Route route = routes.get(version);
        if (route == null) {
            throw new IllegalStateException("no route to version " + version);
        }
        return route;
    }

    Collection<Route> routes() {
        return routes.values();
    }

    /** The versions that answer. */
    List<VersionId> answering() {
        return answering.stream().map(this::id).toList();
    }

    /** The versions that have to be loaded. */
    Set<VersionId> used() {
        Set<Integer> used = new TreeSet<>(traffic.plan().versions());
        used.addAll(answering);
        return used.stream().map(this::id).collect(Collectors.toUnmodifiableSet());
    }

    private VersionId id(int version) {
        return new VersionId(traffic.model(), version);
    }
}
