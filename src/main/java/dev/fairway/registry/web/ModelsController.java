package dev.fairway.registry.web;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.TrafficPlans;
import dev.fairway.registry.VersionId;
import dev.fairway.registry.VersionStates;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The models, their versions and aliases. */
@RestController
@RequestMapping("/api/models")
@Tag(name = "Models")
class ModelsController {

    private final Models models;
    private final ObjectProvider<VersionStates> states;
    private final ObjectProvider<TrafficPlans> traffic;

    ModelsController(Models models, ObjectProvider<VersionStates> states, ObjectProvider<TrafficPlans> traffic) {
        this.models = models;
        this.states = states;
        this.traffic = traffic;
    }

    /** @param version number of the version that the alias is to point to */
    record Target(@Nullable Integer version) {}

    record Alias(String alias, int version) {}

    @GetMapping
    Page<ModelView> list(Page.Request page) {
        Page<Models.Model> found = models.list(page);
        return new Page<>(views(found.items()), found.next());
    }

    @GetMapping("/{model}")
    ModelView model(@PathVariable ModelName model) {
        return views(List.of(known(model))).getFirst();
    }

    @GetMapping("/{model}/versions/{version}")
    VersionView version(@PathVariable ModelName model, @PathVariable int version) {
        VersionId id = new VersionId(model, version);
        Models.Model known = known(model);
        ModelVersion found = known.versions()
                .stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> unknown("there is no version %d of model %s".formatted(version, model)));
        return VersionView.of(found, ModelView.aliases(id, known), readiness(id));
    }

    @DeleteMapping("/{model}/versions/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable ModelName model, @PathVariable int version) {
        models.delete(new VersionId(known(model).name(), version));
    }

    @PutMapping("/{model}/aliases/{alias}")
    Alias point(@PathVariable ModelName model, @PathVariable String alias, @RequestBody Target target) {
        Integer version = target.version();
        if (version == null) {
            throw Refusal.invalid("version", "is missing; it is the number of the version to point to");
        }
        models.point(alias, new VersionId(known(model).name(), version));
        return new Alias(alias, version);
    }

    @DeleteMapping("/{model}/aliases/{alias}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpoint(@PathVariable ModelName model, @PathVariable String alias) {
        models.unpoint(alias, known(model).name());
    }

    private List<ModelView> views(List<Models.Model> shown) {
        TrafficPlans rollout = traffic.getIfAvailable();
        Map<ModelName, TrafficPlan> plans = rollout == null ? Map.of()
                : rollout.of(shown.stream().map(Models.Model::name).toList());
        return shown.stream()
                .map(model -> ModelView.of(model, this::readiness, plans.getOrDefault(model.name(), TrafficPlan.NONE)))
                .toList();
    }

    private Models.Model known(ModelName name) {
        return models.find(name).orElseThrow(() -> unknown("there is no model " + name));
    }

    private VersionStates.Readiness readiness(VersionId id) {
        VersionStates inference = states.getIfAvailable();
        return inference == null ? VersionStates.Readiness.REGISTERED : inference.of(id);
    }

    private static Refusal unknown(String message) {
        return new Refusal(Refusal.Kind.UNKNOWN, message);
    }
}
