package dev.fairway.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyCountersTests {

    @TempDir
    private Path powercap;

    @Test
    void packagesAddUpAndWhatIsWithinOneIsNotCountedTwice() throws IOException {
        set("intel-rapl:0", 1_000_000);
        set("intel-rapl:1", 5_000_000);
        set("intel-rapl:0:0", 7_000_000);
        EnergyCounters counters = new EnergyCounters(powercap);
        set("intel-rapl:0", 3_500_000);
        set("intel-rapl:1", 6_000_000);
        set("intel-rapl:0:0", 9_000_000);
        assertThat(Objects.requireNonNull(counters.joules())).isCloseTo(3.5, within(1e-9));
    }

    @Test
    void aCounterThatBeganAnewGoesOn() throws IOException {
        set("intel-rapl:0", 99_000_000);
        EnergyCounters counters = new EnergyCounters(powercap);
        set("intel-rapl:0", 1_000_000);
        assertThat(Objects.requireNonNull(counters.joules())).isCloseTo(2, within(1e-9));
        set("intel-rapl:0", 4_000_000);
        assertThat(Objects.requireNonNull(counters.joules())).isCloseTo(5, within(1e-9));
    }

    @Test
    void withoutCountersNothingIsTold() {
        assertThat(new EnergyCounters(powercap).joules()).isNull();
        assertThat(new EnergyCounters(powercap.resolve("none")).joules()).isNull();
    }

    @Test
    void aCounterThatCannotBeReadAnyMoreEndsTheMeasurement() throws IOException {
        set("intel-rapl:0", 1);
        EnergyCounters counters = new EnergyCounters(powercap);
        Files.delete(powercap.resolve("intel-rapl:0").resolve("energy_uj"));
        assertThat(counters.joules()).isNull();
    }

    private void set(String zone, long microjoules) throws IOException {
        Path folder = Files.createDirectories(powercap.resolve(zone));
        Files.writeString(folder.resolve("energy_uj"), microjoules + "\n");
        Files.writeString(folder.resolve("max_energy_range_uj"), "100000000\n");
    }
}
