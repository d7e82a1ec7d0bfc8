package dev.fairway.training.web;

import dev.fairway.contract.Refusal;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.UnknownJob;
import dev.fairway.training.plots.LossChart;
import dev.fairway.training.plots.LossTable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How learning went, to look at and to draw oneself. */
@RestController
@RequestMapping("/api/train-jobs/{id}/plots")
class PlotsController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final TrainJobs jobs;

    PlotsController(TrainJobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping(path = "/loss.png")
    ResponseEntity<byte[]> picture(@PathVariable String id) {
        TrainJob job = job(id);
        if (job.history().isEmpty()) {
            throw new Refusal(Refusal.Kind.UNKNOWN,
                    "the job has finished no epoch yet; ask again when its history has one");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .body(LossChart.png("%s · %s".formatted(job.model(), job.id()), job.history()));
    }

    @GetMapping(path = "/loss.csv")
    ResponseEntity<String> table(@PathVariable String id) {
        return ResponseEntity.ok().contentType(CSV).body(LossTable.csv(job(id).history()));
    }

    private TrainJob job(String id) {
        return jobs.find(id).orElseThrow(() -> new UnknownJob(id));
    }
}
