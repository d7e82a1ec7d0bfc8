package dev.fairway.training.web;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.QualityReport;
import dev.fairway.training.JobState;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.TrialTable;
import dev.fairway.training.UnknownJob;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/train-jobs")
class TrainJobController {

    private static final int LONGEST_KEY = 255;

    private final TrainJobs jobs;

    TrainJobController(TrainJobs jobs) {
        this.jobs = jobs;
    }

    @PostMapping
    ResponseEntity<?> submit(
            @RequestBody JsonNode request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun) {
        if (dryRun) {
            return ResponseEntity.ok(jobs.check(request));
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Refusal.malformed("Idempotency-Key", "must have 1 to %d characters".formatted(LONGEST_KEY));
        }
        TrainJob job = jobs.submit(request, key);
        return ResponseEntity.accepted().location(URI.create("/api/train-jobs/" + job.id())).body(job);
    }

    @GetMapping
    Page<TrainJob> list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String parent) {
        return jobs.list(new Page.Request(limit, after), state == null ? null : state(state), model, parent);
    }

    private static JobState state(String word) {
        List<String> words = Arrays.stream(JobState.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
        if (!words.contains(word)) {
            throw Refusal.invalid("state", "must be one of %s, not '%s'".formatted(String.join(", ", words), word));
        }
        return JobState.valueOf(word.toUpperCase(Locale.ROOT));
    }

    @GetMapping("/{id}")
    TrainJob get(@PathVariable String id) {
        return jobs.find(id).orElseThrow(() -> new UnknownJob(id));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<TrainJob> cancel(@PathVariable String id) {
        return ResponseEntity.accepted().body(jobs.cancel(id));
    }

    @PostMapping("/{id}/pause")
    ResponseEntity<TrainJob> pause(@PathVariable String id) {
        return ResponseEntity.accepted().body(jobs.pause(id));
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<TrainJob> resume(@PathVariable String id) {
        return ResponseEntity.accepted().body(jobs.resume(id));
    }

    @GetMapping("/{id}/trials")
    TrialTable trials(@PathVariable String id) {
        get(id);
        return jobs.trials(id)
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN, "the job is no search and has no trials"));
    }

    @GetMapping({"/{id}/data-report", "/{id}/quality"})
    QualityReport dataReport(@PathVariable String id) {
        get(id);
        return jobs.dataReport(id)
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN,
                        "the job has not checked its data yet; ask again when its state is preparing"));
    }
}
