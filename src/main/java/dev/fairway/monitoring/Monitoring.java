package dev.fairway.monitoring;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How models are watched, and what their windows say. Whoever asks finds everything counted that was answered before. */
@Component
public class Monitoring {

    private final Models models;
    private final MonitorPlans plans;
    private final Reports reports;
    private final Monitors monitors;
    private final Watch watch;

    Monitoring(Models models, MonitorPlans plans, Reports reports, Monitors monitors, Watch watch) {
        this.models = models;
        this.plans = plans;
        this.reports = reports;
        this.monitors = monitors;
        this.watch = watch;
    }

    /** @throws UnknownModel when there is no such model */
    public MonitorState state(ModelName model) {
        MonitorPlan plan = plans.plan(subject(model, null));
        List<MonitorState.Open> open = open(model).entrySet()
                .stream()
                .map(e -> new MonitorState.Open(e.getKey(), e.getValue().start(), e.getValue().end(),
                        e.getValue().rows()))
                .toList();
        return new MonitorState(model, plan, open);
    }

    /**
     * Changes what the change names and leaves the rest. Open windows close early, so that it holds from now on.
     *
     * @throws UnknownModel when there is no such model
     * @throws Refusal when a value does not fit the model
     */
    public MonitorState change(ModelName model, MonitorPlan.Change change) {
        VersionId subject = subject(model, null);
        ModelVersion version = models.version(subject).orElseThrow(() -> new UnknownVersion(subject));
        PlanCheck.check(plans.plan(subject).with(change), Watched.schema(version));
        plans.change(model, change);
        return followed(model);
    }

    /** Goes back to what the manifests and the service's settings say. */
    public MonitorState reset(ModelName model) {
        subject(model, null);
        plans.reset(model);
        return followed(model);
    }

    /**
     * What a closed window says.
     *
     * @param version of this version; null for the one in production, or the newest where none is
     * @param window this window, by its id; null for the newest
     * @throws Refusal when there is no such model, version or window, or none has closed yet
     */
    public Report report(ModelName model, @Nullable Integer version, @Nullable String window) {
        VersionId subject = subject(model, version);
        Map<Integer, Counted> open = open(model);
        if (window != null) {
            return reports.find(model, window)
                    .filter(report -> version == null || report.version() == version)
                    .orElseThrow(() -> new NoReport("%s has no window %s".formatted(model, window)));
        }
        return reports.newest(subject).orElseThrow(() -> NoReport.yet(subject, open.get(subject.number())));
    }

    /** A metric over the newest closed windows. */
    public History history(ModelName model, HistoryQuery query) {
        VersionId subject = subject(model, query.version());
        open(model);
        return History.of(subject, query.metric(), query.feature(),
                reports.between(subject, query.from(), query.to(), query.limit()));
    }

    private MonitorState followed(ModelName model) {
        watch.ask(() -> {
            monitors.follow(model);
            return model;
        });
        return state(model);
    }

    private Map<Integer, Counted> open(ModelName model) {
        return watch.ask(() -> monitors.open(model));
    }

    private VersionId subject(ModelName model, @Nullable Integer version) {
        Models.Model found = models.find(model)
                .orElseThrow(() -> new UnknownModel("there is no model %s".formatted(model)));
        if (version != null) {
            VersionId asked = new VersionId(model, version);
            return models.version(asked).map(ModelVersion::id).orElseThrow(() -> new UnknownVersion(asked));
        }
        return models.alias(model, Models.PRODUCTION).orElseGet(() -> newest(found));
    }

    private static VersionId newest(Models.Model model) {
        if (model.versions().isEmpty()) {
            throw new UnknownModel("model %s has no version".formatted(model.name()));
        }
        return model.versions().getLast().id();
    }
}
