package dev.fairway.device.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fairway.device.Device;
import dev.fairway.device.HostMemory;
import dev.fairway.device.Memory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The engine of the tests is made for the CPU, so no host has a card that it can use. */
class DjlHardwareTests {

    private final DjlHardware hardware = new DjlHardware();

    @Test
    void anEngineForTheCpuHasNoCards() {
        assertThat(hardware.accelerators()).isEmpty();
    }

    @Test
    void theMemoryOfTheCpuIsTheHosts() {
        assertThat(hardware.memory(Device.CPU).map(Memory::total)).contains(new HostMemory().read().total());
    }

    @Test
    void aCardThatIsNotThereDoesNotAnswer() {
        assumeFalse(Files.exists(Path.of("/dev/nvidia0")), "there is one");
        assertThat(hardware.memory(Device.cuda(0))).isEmpty();
    }
}
