package dev.fairway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTests {

    private final Devices devices = new Devices(4);

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cuda:0", "cuda:12"})
    void aDeviceIsNamedAsItIsRead(String name) {
        assertThat(new Device(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cuda", "cuda:", "cuda:-1", "cuda:01", "cuda:9999"})
    void anotherNameIsRefused(String name) {
        assertThatThrownBy(() -> devices.resolve(name)).isInstanceOf(Refusal.class).hasMessageContaining("cuda:0");
    }

    @Test
    void theHostChoosesWhatIsThere() {
        assertThat(devices.resolve(Devices.AUTO)).isIn(devices.present());
        assertThat(devices.resolve("cpu")).isEqualTo(Device.CPU);
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> devices.resolve("cuda:0")).isInstanceOf(Refusal.class)
                .hasMessageContaining("this host has cpu");
    }

    @Test
    void theCoresAreThoseThatThisProcessMayUse() {
        assertThat(new Devices().cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
