package dev.fairway.training.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.Task;
import dev.fairway.registry.Evaluation.Group;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Modality;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.card.ModelCard.Judged;
import dev.fairway.training.card.ModelCard.Quality;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaveatsTests {

    @Test
    void ofAnUploadNothingIsKnown() {
        assertThat(new Caveats(manifest(), null, null, null).all()).anyMatch(c -> c.contains("not trained here"))
                .anyMatch(c -> c.contains("not been evaluated"));
    }

    @Test
    void aSmallGroupIsNamed() {
        assertThat(of(
                quality("test",
                        List.of(new Group("sex", "x", 29, null, Map.of()), new Group("sex", "f", 30, null, Map.of()))),
                null)).anyMatch(c -> c.endsWith("chance: sex 'x' (29)."));
    }

    @Test
    void groupsThatNobodyDeclaredWereNotLookedAt() {
        assertThat(of(quality("test", List.of()), null)).anyMatch(c -> c.startsWith("No protected attributes"));
    }

    @Test
    void figuresWithoutATestAreTooGood() {
        assertThat(of(quality("validation", List.of()), null)).anyMatch(c -> c.contains("of the validation rows"));
    }

    @Test
    void aRefusalOfTheGateIsToldWithItsReasons() {
        Verdict verdict = new Verdict(Verdict.Decision.REJECTED, List.of("accuracy is 0.7"));
        assertThat(of(quality("test", List.of()), new Judged(verdict, null)))
                .contains("Its gate refused it: accuracy is 0.7.");
    }

    private static List<String> of(Quality quality, @Nullable Judged judged) {
        return new Caveats(manifest(), null, quality, judged).all();
    }

    private static Quality quality(String split, List<Group> groups) {
        return new Quality(split, List.of(), Map.of(), groups, List.of(), null, null);
    }

    private static Manifest manifest() {
        Schema schema = new Schema(Task.BINARY_CLASSIFICATION, List.of(),
                new Target.Classes("y", List.of("no", "yes")));
        return Manifest.trained(new Modality.Table(schema), Fairness.NONE, new Manifest.Source("upload", "u", null),
                Instant.EPOCH, Map.of());
    }
}
