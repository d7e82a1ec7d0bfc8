package dev.fairway.monitoring.web;

import dev.fairway.monitoring.History;
import dev.fairway.monitoring.HistoryQuery;
import dev.fairway.monitoring.MonitorPlan;
import dev.fairway.monitoring.MonitorState;
import dev.fairway.monitoring.Monitoring;
import dev.fairway.monitoring.Report;
import dev.fairway.registry.ModelName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/models/{model}/monitor")
@Tag(name = "monitoring")
class MonitorController {

    private static final Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

    private final Monitoring monitoring;

    MonitorController(Monitoring monitoring) {
        this.monitoring = monitoring;
    }

    @GetMapping
    @Operation(summary = "How the model is watched")
    MonitorState state(@PathVariable String model) {
        return monitoring.state(new ModelName(model));
    }

    @PutMapping
    @Operation(summary = "Change how the model is watched; what is left out stays as it is")
    MonitorState change(@PathVariable String model, @RequestBody MonitorPlan.Change change) {
        return monitoring.change(new ModelName(model), change);
    }

    @DeleteMapping
    @Operation(summary = "Watch the model by its manifest and the service's settings again")
    MonitorState reset(@PathVariable String model) {
        return monitoring.reset(new ModelName(model));
    }

    @GetMapping("/report")
    @Operation(summary = "What the newest closed window says, or the one that is named")
    Report report(
            @PathVariable String model,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String window) {
        return monitoring.report(new ModelName(model), version, window);
    }

    @GetMapping("/history")
    @Operation(summary = "A metric over the closed windows")
    History history(
            @PathVariable String model,
            @RequestParam String metric,
            @RequestParam(required = false) @Nullable String feature,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "500") int limit) {
        return monitoring.history(new ModelName(model), new HistoryQuery(version, metric, feature,
                from == null ? Instant.EPOCH : from, to == null ? FOREVER : to, limit));
    }
}
