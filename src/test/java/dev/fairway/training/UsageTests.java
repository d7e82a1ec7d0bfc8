package dev.fairway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.training.Usage.Energy.Method;
import dev.fairway.training.Usage.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTests {

    @Test
    void theWorkersOfAJobAddUp() {
        Usage usage = Usage.of(List.of(new Share(10, 8, null, 12), new Share(5, 4, null, 12)));
        assertThat(usage).extracting(Usage::workers, Usage::seconds, Usage::cpuSeconds).containsExactly(2, 15.0, 12.0);
    }

    @Test
    void anHourOfABusyCoreIsItsWattsInWattHours() {
        Usage.Energy energy = Usage.of(List.of(new Share(3600, 3600, null, 12))).energy();
        assertThat(energy.kilowattHours()).isCloseTo(0.012, within(1e-12));
        assertThat(energy.method()).isEqualTo(Method.ESTIMATED);
        assertThat(energy.assumption()).contains("12.0 W");
    }

    @Test
    void whatWasMeasuredIsNotEstimated() {
        Usage.Energy energy = Usage.of(List.of(new Share(10, 8, 3.6e6, 12), new Share(10, 8, 1.8e6, 12))).energy();
        assertThat(energy.kilowattHours()).isCloseTo(1.5, within(1e-12));
        assertThat(energy.method()).isEqualTo(Method.MEASURED);
    }

    @Test
    void aMeasurementOfSomeWorkersIsNoneOfAll() {
        Usage.Energy energy = Usage.of(List.of(new Share(10, 100, 3.6e6, 12), new Share(10, 200, null, 12))).energy();
        assertThat(energy.method()).isEqualTo(Method.ESTIMATED);
        assertThat(energy.kilowattHours()).isCloseTo(3600 / 3.6e6, within(1e-12));
    }
}
