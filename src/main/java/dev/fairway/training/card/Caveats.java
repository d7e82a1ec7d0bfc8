package dev.fairway.training.card;

import dev.fairway.feature.Task;
import dev.fairway.registry.Evaluation.Group;
import dev.fairway.registry.Manifest;
import dev.fairway.training.Convergence;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.card.ModelCard.Judged;
import dev.fairway.training.card.ModelCard.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a reader of a card must not overlook, told from its figures. */
record Caveats(Manifest manifest, @Nullable Origin origin, @Nullable Quality quality, @Nullable Judged judged) {

    /** A rate of fewer rows says more of chance than of the model. */
    private static final int FEW = 30;

    List<String> all() {
        List<String> caveats = new ArrayList<>();
        if (origin == null) {
            caveats.add("The version was not trained here: what it was learnt from is not known.");
        } else if (origin.words().intendedUse() == null) {
            caveats.add("Nobody has said what the model is meant for.");
        }
        if (quality == null) {
            caveats.add("It has not been evaluated here: nothing is known of how good it is.");
        } else {
            evaluated(quality, caveats);
        }
        if (judged != null) {
            judged(judged, caveats);
        }
        return caveats;
    }

    private void evaluated(Quality found, List<String> caveats) {
        caveats.add(found.split().equals("test")
                ? "All figures are of rows of the same data set as those it was learnt from."
                : "There was no test: the figures are of the %s rows, and so too good.".formatted(found.split()));
        Task task = Cards.task(manifest);
        if (found.groups().isEmpty()) {
            caveats.add("No protected attributes were declared: whether it treats groups alike was not looked at.");
        }
        List<String> small = Stream.concat(found.groups().stream(), found.slices().stream())
                .filter(group -> group.rows() < FEW)
                .map(Caveats::told)
                .toList();
        if (!small.isEmpty()) {
            caveats.add(
                    "Figures of groups below %d rows are mostly chance: %s.".formatted(FEW, String.join(", ", small)));
        }
        if (task != null && task.isClassification() && found.calibration() == null) {
            caveats.add("Its probabilities were not calibrated.");
        }
    }

    private static String told(Group group) {
        return "%s '%s' (%d)".formatted(group.attribute(), group.value(), group.rows());
    }

    private static void judged(Judged found, List<String> caveats) {
        Verdict gate = found.gate();
        if (gate != null && gate.decision() == Verdict.Decision.REJECTED) {
            caveats.add("Its gate refused it: %s.".formatted(String.join("; ", gate.reasons())));
        }
        Convergence learning = found.convergence();
        if (learning != null && learning.verdict() != Convergence.Verdict.CONVERGED) {
            caveats.add("Learning had not settled: %s.".formatted(learning.reason()));
        }
    }
}
