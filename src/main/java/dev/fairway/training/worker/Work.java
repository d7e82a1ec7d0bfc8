package dev.fairway.training.worker;

import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.JobState;
import dev.fairway.training.Leg;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.course.Course;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.djl.LearningState;
import dev.fairway.training.djl.Lesson;
import dev.fairway.training.djl.Libtorch;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.gate.Comparison;
import dev.fairway.training.gate.Opponent;
import dev.fairway.training.spec.Architecture;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One train job from its order to its version, stage by stage. */
final class Work {

    private final WorkOrder order;
    private final Path folder;
    private final Commands commands;
    private final Stages stages;
    private final Clock clock;

    Work(WorkOrder order, Path folder, Commands commands, Stages stages, Clock clock) {
        this.order = order;
        this.folder = folder;
        this.commands = commands;
        this.stages = stages;
        this.clock = clock;
    }

    /** The stage that the job has reached. */
    JobState stage() {
        return stages.current();
    }

    void run() {
        Course course = course();
        Material material = prepare(course);
        if (commands.cancelled()) {
            stages.conclude(new WorkerEvent.Cancelled("before training"));
            return;
        }
        Checkpoints checkpoints = new Checkpoints(Checkpoint.folder(folder), order);
        Optional<LearningState> saved = checkpoints.newest();
        JobWatch watch = new JobWatch(order, stages, commands, checkpoints, saved.orElse(null));
        try (Learner learner = new Learner(lesson(material), watch)) {
            stages.enter(JobState.TRAINING, saved.map(s -> "goes on after epoch " + s.epoch())
                    .orElseGet(() -> "%d rows".formatted(material.train().samples().rows())));
            // Who goes on after a crash does not know what of this was heard.
            saved.ifPresent(state -> state.history().forEach(stages::tell));
            if (saved.isEmpty() && order.warmStart() != null && base() == null) {
                new WarmBeginning(order.warmStart()).apply(learner, material);
            }
            StopReason reason = learner.learn(saved.orElse(null));
            if (commands.cancelled() && reason == StopReason.CANCELLED) {
                stages.conclude(new WorkerEvent.Cancelled("during training"));
            } else if (rests(order.leg())) {
                stages.conclude(new WorkerEvent.Rested(watch.done(), reason == StopReason.CANCELLED ? null : reason));
            } else {
                // Who breaks off at the end of a leg has done all the epochs that were asked of it.
                finish(course, material, learner, reason == StopReason.CANCELLED ? StopReason.MAX_EPOCHS : reason);
            }
        }
    }

    private static boolean rests(@Nullable Leg leg) {
        return leg != null && !leg.evaluate();
    }

    /** The rows; that they are fit to be learnt from was found out before this worker was started. */
    private Course course() {
        stages.enter(JobState.PREPARING,
                "%d rows, %d columns".formatted(order.dataset().rows(), order.dataset().columns().size()));
        return Course.of(order.spec(), order.dataset(), base());
    }

    /** The version whose network learns on; null where the job has a network of its own. */
    private @Nullable VersionFolder base() {
        return order.spec().architecture() instanceof Architecture.Torchscript
                ? new VersionFolder(Objects.requireNonNull(Objects.requireNonNull(order.warmStart()).getParent()))
                : null;
    }

    private Material prepare(Course course) {
        TrainSpec spec = order.spec();
        stages.tell(new WorkerEvent.Logged("info", course.subject()));
        Material material = course.prepare();
        Libtorch.start(spec.threads());
        Map<String, Long> rows = new LinkedHashMap<>();
        material.parts().forEach((name, part) -> rows.put(name, (long) part.samples().rows()));
        stages.tell(new WorkerEvent.Prepared(spec.seed(), spec.threads(), Libtorch.name(), "cpu", rows));
        VersionFolder base = base();
        return base != null && spec.architecture() instanceof Architecture.Torchscript asked
                ? new Foundation(base, Objects.requireNonNull(order.warmStart()), asked).under(material, folder,
                        spec.seed())
                : material;
    }

    private Lesson lesson(Material material) {
        Material.Part validation = material.validation();
        return new Lesson(order.spec(), material.shape(), material.train().samples(), material.variation(),
                validation == null ? null : validation.samples(),
                outputs -> validation == null ? Map.of() : scores(material, outputs, validation.truth()));
    }

    private static Map<String, Double> scores(Material material, float[] outputs, Truth truth) {
        return switch (material.shape().architecture()) {
            case Architecture.TextGenerator _ -> LanguageJudgement.scores(outputs);
            // Its loss says how far the made rows are from the real ones; all else is measured in the end.
            case Architecture.Gan _ -> Map.of();
            case Architecture _ -> new Scores(material.schema()).of(outputs, truth);
        };
    }

    private void finish(Course course, Material material, Learner learner, StopReason reason) {
        stages.enter(JobState.EVALUATING, "epoch %d was the best".formatted(learner.bestEpoch()));
        CandidateFolder candidate = CandidateFolder.anew(folder);
        learner.export(candidate.model(), order.spec().precision());
        Verdict verdict = verdict(course, material, learner, candidate);
        candidate.write(new Provenance(order, material).of(learner, reason));
        verdict.write(candidate, clock.instant());
        stages.conclude(new WorkerEvent.Succeeded(reason, learner.bestEpoch(), verdict.evaluation().splits(),
                CandidateFolder.NAME));
    }

    private Verdict verdict(Course course, Material material, Learner learner, CandidateFolder candidate) {
        return switch (order.spec().architecture()) {
            case Architecture.TextGenerator _ -> {
                alone("a network that goes on with texts is judged by itself", candidate);
                yield LanguageJudgement.of(order, material, candidate.model(), learner);
            }
            case Architecture.Gan _ -> {
                alone("a network that makes rows is judged by itself", candidate);
                yield SynthesisJudgement.of(order, material, candidate.model(), learner);
            }
            case Architecture.Autoencoder autoencoder -> judged(course,
                    new Threshold(autoencoder.quantile()).set(material, candidate.model()), learner, candidate);
            case Architecture _ -> judged(course, material, learner, candidate);
        };
    }

    /** @param reason why it cannot be compared with another version */
    private void alone(String reason, CandidateFolder candidate) {
        Opponent.of(folder)
                .map(opponent -> opponent.folder() == null ? Comparison.withNobody(opponent)
                        : Comparison.notRun(opponent, reason))
                .ifPresent(comparison -> candidate.write(Comparison.FILE, comparison));
    }

    private Verdict judged(Course course, Material material, Learner learner, CandidateFolder candidate) {
        Judgement judgement = Judgement.of(order, material, candidate.model(), learner);
        Opponent.of(folder)
                .map(opponent -> new Rival(opponent, course, material).compare(candidate.model(), judgement.ofHeldOut(),
                        order.spec().gate(), order.spec().seed()))
                .ifPresent(comparison -> candidate.write(Comparison.FILE, comparison));
        return judgement;
    }
}
