package dev.fairway.monitoring;

import dev.fairway.inference.DeclaredAttributes;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionDeleted;
import dev.fairway.registry.VersionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The plan of every version: what its manifest says, changed by what operators want for the model. Kept in memory, since
 * every request asks which attributes are declared; the database is asked once per version.
 */
@Component
class MonitorPlans implements DeclaredAttributes {

    private final Models models;
    private final PlanRows rows;
    private final WindowLength window;
    private final Map<ModelName, MonitorPlan.Change> changes;
    private final Map<VersionId, MonitorPlan> plans = new ConcurrentHashMap<>();
    private final Map<VersionId, Set<String>> declared = new ConcurrentHashMap<>();

    MonitorPlans(Models models, PlanRows rows, MonitoringProperties properties) {
        this.models = models;
        this.rows = rows;
        this.window = WindowLength.of(properties.window());
        this.changes = new ConcurrentHashMap<>(rows.all());
    }

    /** The columns that a row may carry; none for a version that is not registered. */
    @Override
    public Set<String> of(VersionId version) {
        Set<String> known = declared.get(version);
        return known != null ? known : look(version).map(this::attributes).orElse(Set.of());
    }

    /** @throws UnknownVersion when the version is not registered */
    MonitorPlan plan(VersionId version) {
        MonitorPlan known = plans.get(version);
        return known != null ? known : look(version).orElseThrow(() -> new UnknownVersion(version));
    }

    /** Under the lock of changes, so that no plan from before a change is remembered after it. */
    private synchronized Optional<MonitorPlan> look(VersionId version) {
        Optional<MonitorPlan> plan = models.version(version).map(v -> plan(version.model(), v.manifest()));
        plan.ifPresent(found -> {
            plans.put(version, found);
            declared.put(version, attributes(found));
        });
        return plan;
    }

    /** What would hold for a version with this manifest. */
    private MonitorPlan plan(ModelName model, Manifest manifest) {
        return MonitorPlan.of(manifest.fairness(), window).with(change(model));
    }

    /** Changes what the change names, for all versions of the model. */
    synchronized void change(ModelName model, MonitorPlan.Change change) {
        MonitorPlan.Change all = change(model).then(change);
        rows.put(model, all);
        changes.put(model, all);
        forget(model);
    }

    /** Goes back to what the manifests say. */
    synchronized void reset(ModelName model) {
        rows.delete(model);
        changes.remove(model);
        forget(model);
    }

    @EventListener
    synchronized void forget(VersionDeleted deleted) {
        plans.remove(deleted.id());
        declared.remove(deleted.id());
    }

    private void forget(ModelName model) {
        plans.keySet().removeIf(version -> version.model().equals(model));
        declared.keySet().removeIf(version -> version.model().equals(model));
    }

    private MonitorPlan.Change change(ModelName model) {
        return changes.getOrDefault(model, MonitorPlan.Change.NONE);
    }

    private Set<String> attributes(MonitorPlan plan) {
        return plan.attributes().stream().map(MonitorPlan.Attribute::name).collect(Collectors.toUnmodifiableSet());
    }
}
