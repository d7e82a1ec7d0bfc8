package dev.fairway.training.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.contract.Refusal;
import dev.fairway.registry.ModelName;
import dev.fairway.training.retrain.Firing;
import dev.fairway.training.retrain.RetrainPolicies;
import dev.fairway.training.spec.RetrainTrigger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** When models are trained again by themselves. */
@RestController
@RequestMapping("/api/models/{model}/retrain-policy")
@Tag(name = "Models")
class RetrainPolicyController {

    private final RetrainPolicies policies;

    RetrainPolicyController(RetrainPolicies policies) {
        this.policies = policies;
    }

    /** A policy in the shape in which it is put, and what came of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            boolean enabled,
            List<RetrainTrigger> triggers,
            Duration cooldown,
            int maxPerDay,
            @Nullable JsonNode job,
            Status status) {

        static View of(RetrainPolicies.Known known) {
            var policy = known.policy();
            return new View(policy.enabled(), policy.triggers(), policy.cooldown(), policy.maxPerDay(), policy.job(),
                    new Status(known.nextAt(), known.startedToday(), known.firings()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(@Nullable Instant nextAt, int startedToday, List<Firing> firings) {}

    @GetMapping
    @Operation(summary = "When the model is trained again by itself, and what came of it")
    View get(@PathVariable ModelName model) {
        return View.of(policies.find(model).orElseThrow(() -> none(model)));
    }

    @PutMapping
    @Operation(summary = "Say when the model is trained again by itself; replaces what was said before")
    View put(@PathVariable ModelName model, @RequestBody JsonNode policy) {
        return View.of(policies.put(model, policy));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable ModelName model) {
        if (!policies.remove(model)) {
            throw none(model);
        }
    }

    private static Refusal none(ModelName model) {
        return new Refusal(Refusal.Kind.UNKNOWN, "model %s has no retrain policy; PUT one".formatted(model));
    }
}
