package dev.fairway.rollout.web;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.rollout.Traffic;
import dev.fairway.rollout.TrafficWish;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Canaries and shadows. */
@RestController
@RequestMapping("/api/models/{model}/traffic")
@Tag(name = "Models")
class TrafficController {

    private final Traffic traffic;

    TrafficController(Traffic traffic) {
        this.traffic = traffic;
    }

    @GetMapping
    @Operation(summary = "Which versions answer calls that name none, and which only see them")
    TrafficPlan plan(@PathVariable ModelName model) {
        return traffic.of(model);
    }

    @PutMapping
    @Operation(summary = "Share the calls out anew, once every version of it is loaded; what is left out ends")
    TrafficPlan change(@PathVariable ModelName model, @RequestBody TrafficWish wish) {
        traffic.change(model, wish);
        return traffic.of(model);
    }

    @DeleteMapping
    @Operation(summary = "Let the version in production answer everything, and no shadow see it")
    TrafficPlan reset(@PathVariable ModelName model) {
        traffic.reset(model);
        return traffic.of(model);
    }
}
