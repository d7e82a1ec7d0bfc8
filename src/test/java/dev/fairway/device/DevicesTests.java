package dev.fairway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.testing.SimulatedHost;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTests {

    private static final Device FIRST = Device.cuda(0);
    private static final Device SECOND = Device.cuda(1);

    private final List<Object> events = new ArrayList<>();
    private final SimulatedHost host = SimulatedHost.withGpus(8_000, 8_000);
    private final Devices two = new Devices(host, events::add);
    private final Devices none = new Devices(SimulatedHost.withoutGpu(), events::add);

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cuda:0", "cuda:12"})
    void aDeviceIsNamedAsItIsRead(String name) {
        assertThat(new Device(name).name()).isEqualTo(name);
    }

    @Test
    void aCardHasTheNumberUnderWhichCudaCountsIt() {
        assertThat(Device.cuda(12).number()).isEqualTo(12);
        assertThat(new Device("cuda:12")).isEqualTo(Device.cuda(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cuda", "cuda:", "cuda:-1", "cuda:01", "cuda:9999"})
    void anotherNameIsRefused(String name) {
        assertThatThrownBy(() -> two.resolve(name)).isInstanceOf(Refusal.class).hasMessageContaining("cuda:0");
    }

    @Test
    void withoutAGpuTheHostChoosesTheCpu() {
        assertThat(none.resolve(Devices.AUTO)).isEqualTo(Device.CPU);
        assertThat(none.present()).containsExactly(Device.CPU);
    }

    @Test
    void withGpusTheHostChoosesTheOneWithMostMemoryFree() {
        host.has(FIRST, 8_000, 3_000);
        assertThat(two.resolve(Devices.AUTO)).isEqualTo(SECOND);
        assertThat(two.present()).containsExactly(Device.CPU, FIRST, SECOND);
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> none.resolve("cuda:0")).isInstanceOf(Refusal.class)
                .hasMessageContaining("this host has cpu");
        assertThatThrownBy(() -> two.resolve("cuda:2")).hasMessageContaining("this host has cpu, cuda:0, cuda:1");
    }

    @Test
    void aDeviceInQuarantineIsRefusedWithTheReasonAndThoseThatAreLeft() {
        two.quarantine(FIRST, "CUDA error: device-side assert triggered");
        assertThatThrownBy(() -> two.resolve("cuda:0")).hasMessage(
                "cuda:0 is in quarantine (CUDA error: device-side assert triggered); there are cpu, cuda:1");
        assertThat(two.resolve(Devices.AUTO)).isEqualTo(SECOND);
        assertThat(two.healthy()).containsExactly(Device.CPU, SECOND);
    }

    @Test
    void aQuarantineIsToldOnceAndWithoutWhatEnginesAddToIt() {
        two.quarantine(FIRST, "CUDA error: unknown error\nframe #0: c10::Error (/opt/libtorch/lib/libc10.so)");
        two.quarantine(FIRST, "again");
        assertThat(events).containsExactly(new DeviceQuarantined(FIRST, "CUDA error: unknown error"));
        assertThat(two.quarantine(FIRST)).contains("CUDA error: unknown error");
    }

    @Test
    void theReasonIsTheLineThatTellsOfTheDevice() {
        two.quarantine(FIRST, """
                The following operation failed in the TorchScript interpreter.
                Traceback of TorchScript, serialized code (most recent call last):
                  File "code/__torch__/net.py", line 5, in forward
                RuntimeError: CUDA error: an illegal memory access was encountered
                CUDA kernel errors might be asynchronously reported at some other API call.
                """);
        assertThat(two.quarantine(FIRST))
                .contains("RuntimeError: CUDA error: an illegal memory access was encountered");
    }

    @Test
    void aDeviceThatIsReleasedIsHealthyAgain() {
        two.quarantine(FIRST, "out of memory three times");
        two.release(FIRST);
        assertThat(two.isHealthy(FIRST)).isTrue();
        assertThat(two.resolve("cuda:0")).isEqualTo(FIRST);
    }

    @Test
    void theCpuIsNeverInQuarantine() {
        assertThatIllegalArgumentException().isThrownBy(() -> two.quarantine(Device.CPU, "out of memory"));
    }

    @Test
    void theCoresAreThoseThatThisProcessMayUse() {
        assertThat(none.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
