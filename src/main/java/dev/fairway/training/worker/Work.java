package dev.fairway.training.worker;

import dev.fairway.dataset.QualityReport;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Target;
import dev.fairway.training.Checkpoint;
import dev.fairway.training.JobState;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.djl.LearningState;
import dev.fairway.training.djl.Lesson;
import dev.fairway.training.djl.Libtorch;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.DataChecks;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.prepare.HiddenCategories;
import dev.fairway.training.prepare.Prepared;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One train job from its order to its version, stage by stage. */
final class Work {

    private static final String VALIDATION = "validation";

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
        Prepared prepared = prepare();
        if (commands.cancelled()) {
            stages.tell(new WorkerEvent.Cancelled("before training"));
            return;
        }
        Checkpoints checkpoints = new Checkpoints(Checkpoint.folder(folder), order);
        Optional<LearningState> saved = checkpoints.newest();
        Duration spent = Duration.ofMillis(saved.map(s -> (long) (s.seconds() * 1000)).orElse(0L));
        JobWatch watch = new JobWatch(order.spec(), stages, commands, checkpoints, spent);
        try (Learner learner = new Learner(lesson(prepared), watch)) {
            stages.enter(JobState.TRAINING, saved.map(s -> "goes on after epoch " + s.epoch())
                    .orElseGet(() -> "%d rows".formatted(prepared.train().rows())));
            // Who goes on after a crash does not know what of this was heard.
            saved.ifPresent(state -> state.history().forEach(stages::tell));
            StopReason reason = learner.learn(saved.orElse(null));
            if (reason == StopReason.CANCELLED) {
                stages.tell(new WorkerEvent.Cancelled("during training"));
                return;
            }
            finish(prepared, learner, reason);
        }
    }

    private Prepared prepare() {
        TrainSpec spec = order.spec();
        stages.enter(JobState.VALIDATING,
                "%d rows, %d columns".formatted(order.dataset().rows(), order.dataset().columns().size()));
        ColumnPlan plan = ColumnPlan.of(spec, order.dataset());
        Examples examples = Examples.read(plan, order.dataset());
        Partition partition = Partition.of(examples.truth(), spec.split(), spec.seed());
        QualityReport report = DataChecks.of(spec, plan, examples, partition);
        stages.tell(new WorkerEvent.DataChecked(report));
        if (!report.passed()) {
            throw new DataCheckFailed(report);
        }
        stages.enter(JobState.PREPARING, "%d columns to learn from".formatted(plan.features().size()));
        Prepared prepared = Prepared.of(spec, plan, examples, partition);
        Libtorch.start(spec.threads());
        Map<String, Long> rows = new LinkedHashMap<>();
        prepared.samples().forEach((part, samples) -> rows.put(part, (long) samples.rows()));
        stages.tell(new WorkerEvent.Prepared(spec.seed(), spec.threads(), Libtorch.name(), "cpu", rows));
        return prepared;
    }

    private Lesson lesson(Prepared prepared) {
        Scores scores = new Scores(prepared.schema());
        Examples validation = prepared.parts().get(VALIDATION);
        return new Lesson(order.spec(), shape(prepared), prepared.train(), new HiddenCategories(),
                prepared.samples().get(VALIDATION),
                outputs -> validation == null ? Map.of() : scores.of(outputs, validation.truth()));
    }

    private NetworkShape shape(Prepared prepared) {
        Preprocessing steps = prepared.preprocessing();
        List<Integer> cardinalities = steps.categorical().stream().map(Preprocessing.Encode::cardinality).toList();
        int outputs = switch (prepared.schema().target()) {
            case Target.Classes classes -> classes.labels().size();
            case Target.Quantity _ -> 1;
        };
        return new NetworkShape(order.spec().architecture(), new Extents.Table(steps.numeric().size(), cardinalities),
                outputs);
    }

    private void finish(Prepared prepared, Learner learner, StopReason reason) {
        stages.enter(JobState.EVALUATING, "epoch %d was the best".formatted(learner.bestEpoch()));
        CandidateFolder candidate = CandidateFolder.anew(folder);
        learner.export(candidate.model());
        Judgement judgement = Judgement.of(order, prepared, candidate.model(), learner::outputs);
        judgement.write(candidate, clock.instant());
        stages.tell(new WorkerEvent.Succeeded(reason, learner.bestEpoch(), judgement.evaluation().splits(),
                CandidateFolder.NAME));
    }
}
