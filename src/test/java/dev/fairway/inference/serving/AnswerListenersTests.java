package dev.fairway.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.Rows;
import dev.fairway.inference.AnswerListener;
import dev.fairway.inference.Answered;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerListenersTests {

    private static final Answered ANSWERED = new Answered(new VersionId(new ModelName("m"), 1), new Rows(0, Map.of()),
            Map.of(), new Predictions.Estimated(new double[0]), List.of(), Instant.EPOCH);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Answered> heard = new ArrayList<>();

    @Test
    void anExceptionOfOneIsKeptFromTheCallerAndFromTheOthers() {
        tell(_ -> {
            throw new IllegalStateException("no room");
        });
        assertThat(heard).containsExactly(ANSWERED);
        assertThat(meters.get("fairway.inference.listener.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void anErrorToo() {
        tell(_ -> {
            throw new NoClassDefFoundError("Missing");
        });
        assertThat(heard).containsExactly(ANSWERED);
        assertThat(meters.get("fairway.inference.listener.failures").counter().count()).isEqualTo(1);
    }

    @Test
    void whereNobodyFailsNothingIsCounted() {
        tell(heard::add);
        assertThat(heard).hasSize(2);
        assertThat(meters.get("fairway.inference.listener.failures").counter().count()).isZero();
    }

    private void tell(AnswerListener first) {
        new AnswerListeners(List.of(first, heard::add), meters).tell(ANSWERED);
    }
}
