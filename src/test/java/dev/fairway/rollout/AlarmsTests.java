package dev.fairway.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.monitoring.BiasRaised;
import dev.fairway.monitoring.DriftRaised;
import dev.fairway.monitoring.bias.BiasFinding;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.InProduction;
import dev.fairway.training.AlarmRaised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTests {

    private static final ModelName MODEL = new ModelName("credit");

    private final List<Object> passed = new ArrayList<>();
    private final Alarms alarms = new Alarms(new InProduction(3), passed::add);

    @Test
    void theDriftOfTheVersionInProductionIsPassedOnWithItsFigures() {
        alarms.on(drift(3));
        assertThat(passed).containsExactly(new AlarmRaised(new VersionId(MODEL, 3), "drift", "age",
                "age of version 3 drifted: its score is 0.4000, and may be 0.2000 (window until 1970-01-01T00:00:00Z)"));
    }

    @Test
    void whatHappensToOtherVersionsChangesNothing() {
        alarms.on(drift(4));
        assertThat(passed).isEmpty();
    }

    @Test
    void biasIsPassedOnToo() {
        var finding = new BiasFinding("sex", "f", "m", BiasFinding.DISPARATE_IMPACT, 0.5, 0.4, 0.6, 100L, true,
                BiasFinding.Verdict.BREACHED);
        alarms.on(new BiasRaised(new VersionId(MODEL, 3), finding, Instant.EPOCH));
        assertThat(passed).singleElement().extracting(alarm -> ((AlarmRaised) alarm).on()).isEqualTo("bias");
    }

    private static DriftRaised drift(int version) {
        return new DriftRaised(new VersionId(MODEL, version), "age", 0.4, 0.2, Instant.EPOCH);
    }
}
