package dev.fairway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.testing.SimulatedHost;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Two cards of 8000 MiB, of which 500 stay free; a CPU with 16 GiB, of which 256 MiB stay free. */
class PlacementTests {

    private static final long MIB = 1 << 20;
    private static final Device FIRST = Device.cuda(0);
    private static final Device SECOND = Device.cuda(1);
    private static final DeviceProperties PROPERTIES = new DeviceProperties(DataSize.ofMegabytes(500),
            DataSize.ofMegabytes(256), 0.5);

    private final SimulatedHost host = SimulatedHost.withGpus(8_000, 8_000);
    private final Devices devices = new Devices(host, _ -> {});
    private final Placement placement = new Placement(devices, PROPERTIES);

    @Test
    void theGpuWithMostRoomComesFirst() {
        host.has(FIRST, 8_000, 5_000);
        assertThat(auto("a", 1_000).devices()).containsExactly(SECOND);
        host.has(SECOND, 8_000, 4_000);
        assertThat(auto("b", 1_000).devices()).containsExactly(FIRST);
    }

    @Test
    void versionsOfOneSizeAreSpreadEvenly() {
        List<Device> chosen = List.of(auto("a", 100), auto("b", 100), auto("c", 100), auto("d", 100))
                .stream()
                .flatMap(r -> r.devices().stream())
                .toList();
        assertThat(chosen).containsExactly(FIRST, SECOND, FIRST, SECOND);
    }

    @Test
    void allGoesToEveryGpuThatHasRoom() {
        Reservation everywhere = reserve("a", "all", need(1_000));
        assertThat(everywhere.assignments()).containsExactlyInAnyOrder(new Assignment(FIRST, 1, 1_000 * MIB),
                new Assignment(SECOND, 1, 1_000 * MIB));
        host.has(FIRST, 8_000, 2_000);
        assertThat(reserve("b", "all", need(4_000)).devices()).containsExactly(SECOND);
    }

    @Test
    void namedDevicesAreAllTakenOrNone() {
        assertThat(reserve("a", "cpu,cuda:1", need(1_000)).devices()).containsExactlyInAnyOrder(Device.CPU, SECOND);
        host.has(SECOND, 8_000, 600);
        refused(() -> reserve("b", "cpu,cuda:1", need(1_000)));
        assertThat(held(Device.CPU)).isEqualTo(1_000);
    }

    @Test
    void severalInstancesShareWeightsAndHaveWorkingMemoryOfTheirOwn() {
        Reservation three = placement.reserve("a", Wish.AUTO, new Need(1_000 * MIB, 200 * MIB, 3));
        assertThat(three.assignments()).containsExactly(new Assignment(FIRST, 3, 1_600 * MIB));
        assertThat(placement.account(FIRST).instances()).isEqualTo(3);
    }

    @Test
    void withoutAGpuTheCpuIsTaken() {
        Placement plain = new Placement(new Devices(SimulatedHost.withoutGpu(), _ -> {}), PROPERTIES);
        assertThat(plain.reserve("a", Wish.AUTO, need(1_000)).devices()).containsExactly(Device.CPU);
        assertThat(plain.reserve("a", new Wish.All(), need(1_000)).devices()).containsExactly(Device.CPU);
    }

    @Test
    void fullGpusAreRefusedWithTheFiguresAndNotReplacedByTheCpu() {
        host.has(FIRST, 8_000, 1_700).has(SECOND, 24_000, 3_499);
        assertThatThrownBy(() -> auto("income/3", 3_000))
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.OUT_OF_MEMORY))
                .hasMessageStartingWith(
                        "income/3 needs 3000 MiB: " + "cuda:0 has 1200 of 8000 MiB free after a reserve of 500 MiB, "
                                + "cuda:1 has 2999 of 24000 MiB free after a reserve of 500 MiB; unload a version");
    }

    @Test
    void aNeedThatFillsTheRoomToTheLastByteFits() {
        assertThat(auto("a", 7_500).devices()).hasSize(1);
        assertThat(auto("b", 7_500).devices()).hasSize(1);
        refused(() -> placement.reserve("c", Wish.AUTO, new Need(1, 0, 1)));
    }

    @Test
    void theHostsMemoryIsLimitedToo() {
        refused(() -> reserve("a", "cpu", need(16_384 - 255)));
        assertThat(reserve("a", "cpu", need(16_384 - 256)).devices()).containsExactly(Device.CPU);
    }

    @Test
    void whatIsPromisedAndNotAllocatedYetIsKept() {
        host.has(FIRST, 8_000, 5_000).has(SECOND, 8_000, 600);
        auto("a", 4_000);
        refused(() -> auto("b", 600));
    }

    @Test
    void whatIsMeasuredIsInTheDevicesOwnFigure() {
        Reservation a = reserve("a", "cuda:0", need(4_000));
        a.measured(FIRST, 3_000 * MIB);
        host.has(FIRST, 8_000, 4_500);
        assertThat(placement.account(FIRST).holdings())
                .containsExactly(new Holding("a", 1, 3_000 * MIB, Holding.Basis.MEASURED));
        assertThat(reserve("b", "cuda:0", need(4_000)).devices()).containsExactly(FIRST);
    }

    @Test
    void whatIsLoadedIsPromisedNoLonger() {
        Reservation a = reserve("a", "cuda:0", need(4_000));
        host.has(FIRST, 8_000, 4_000);
        refused(() -> reserve("b", "cuda:0", need(3_500)));
        a.loaded();
        assertThat(reserve("b", "cuda:0", need(3_500)).devices()).containsExactly(FIRST);
    }

    @Test
    void whatWasMeasuredDoesNotBecomeAnEstimateAgain() {
        Reservation a = reserve("a", "cuda:0", need(4_000));
        a.measured(FIRST, 3_000 * MIB);
        a.loaded();
        assertThat(placement.account(FIRST).holdings().getFirst().basis()).isEqualTo(Holding.Basis.MEASURED);
    }

    @Test
    void releaseGivesBack() {
        Reservation a = reserve("a", "all", need(7_000));
        refused(() -> auto("b", 7_000));
        a.release(SECOND);
        assertThat(auto("b", 7_000).devices()).containsExactly(SECOND);
        a.close();
        a.close();
        assertThat(held(FIRST)).isZero();
        assertThat(auto("c", 7_000).devices()).containsExactly(FIRST);
    }

    @Test
    void aMeasurementAfterTheReleaseChangesNothing() {
        Reservation a = auto("a", 7_000);
        a.close();
        a.measured(FIRST, 7_000 * MIB);
        assertThat(held(FIRST)).isZero();
    }

    @Test
    void oneHolderMayHoldTwiceWhileItIsLoadedAnew() {
        Reservation old = reserve("a", "cuda:0", need(3_000));
        Reservation anew = reserve("a", "cuda:0", need(3_000));
        assertThat(held(FIRST)).isEqualTo(6_000);
        old.close();
        assertThat(held(FIRST)).isEqualTo(3_000);
        anew.close();
    }

    @Test
    void whatTheEngineOnlyKeepsForReuseIsNoReasonToRefuse() {
        host.has(FIRST, 8_000, 1_000).has(SECOND, 8_000, 1_000).caches(SECOND, 6_000);
        assertThat(auto("a", 5_000).devices()).containsExactly(SECOND);
    }

    @Test
    void ofLoadsAtOnceThatFitOnlyAloneOneIsGranted() throws Exception {
        host.has(SECOND, 8_000, 0);
        for (int round = 0; round < 50; round++) {
            List<Reservation> granted = atOnce(4, () -> auto("a", 5_000));
            assertThat(granted).hasSize(1);
            granted.getFirst().close();
        }
    }

    @Test
    void nothingIsPlacedOnADeviceInQuarantine() {
        devices.quarantine(FIRST, "CUDA error: unspecified launch failure");
        assertThat(auto("a", 1_000).devices()).containsExactly(SECOND);
        assertThat(reserve("b", "all", need(1_000)).devices()).containsExactly(SECOND);
        assertThatThrownBy(() -> reserve("c", "cuda:0", need(1_000)))
                .hasMessageContaining("in quarantine (CUDA error: unspecified launch failure)");
    }

    @Test
    void withoutAHealthyGpuTheCpuIsTaken() {
        devices.quarantine(FIRST, "lost");
        devices.quarantine(SECOND, "lost");
        assertThat(auto("a", 1_000).devices()).containsExactly(Device.CPU);
    }

    @Test
    void aCardThatDoesNotAnswerHasNoRoom() {
        host.loses(FIRST).has(SECOND, 8_000, 1_000);
        assertThatThrownBy(() -> auto("a", 1_000)).hasMessageContaining("cuda:0 does not answer, cuda:1 has 500 of");
        assertThat(placement.account(FIRST).room()).isNull();
    }

    @Test
    void aModelThatWasNeverMeasuredIsEstimatedByItsFile() {
        assertThat(placement.estimate(100 * MIB, 2).bytes()).isEqualTo(200 * MIB);
    }

    private Reservation auto(String holder, long mebibytes) {
        return placement.reserve(holder, Wish.AUTO, need(mebibytes));
    }

    private Reservation reserve(String holder, String names, Need need) {
        return placement.reserve(holder, Wish.of(List.of(names.split(","))), need);
    }

    private static Need need(long mebibytes) {
        return new Need(mebibytes * MIB, 0, 1);
    }

    private long held(Device device) {
        return placement.account(device).accounted() / MIB;
    }

    private static void refused(Callable<Reservation> load) {
        assertThatThrownBy(load::call).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.OUT_OF_MEMORY));
    }

    private static List<Reservation> atOnce(int loads, Callable<Reservation> load) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(loads);
        Callable<Reservation> together = () -> {
            start.await();
            return load.call();
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(loads)) {
            return threads.invokeAll(Collections.nCopies(loads, together))
                    .stream()
                    .filter(done -> done.state() == Future.State.SUCCESS)
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
