package dev.fairway.training.web;

import dev.fairway.contract.Page;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.UnknownJob;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What a job's workers left on disk. */
@RestController
@RequestMapping("/api/train-jobs/{id}")
class JobFilesController {

    private final TrainJobs jobs;

    JobFilesController(TrainJobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping("/logs")
    ResponseEntity<StreamingResponseBody> logs(@PathVariable String id) {
        var _ = jobs.find(id).orElseThrow(() -> new UnknownJob(id));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/plain;charset=UTF-8")).body(out -> {
            for (Path log : jobs.logs(id)) {
                Files.copy(log, out);
            }
        });
    }

    /** One page always: a job keeps its newest few. */
    @GetMapping("/checkpoints")
    Page<Checkpoint> checkpoints(@PathVariable String id) {
        var _ = jobs.find(id).orElseThrow(() -> new UnknownJob(id));
        return new Page<>(jobs.checkpoints(id), null);
    }
}
