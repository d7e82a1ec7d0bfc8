package dev.fairway.inference.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Refusal;
import dev.fairway.device.Device;
import dev.fairway.device.DeviceProperties;
import dev.fairway.device.DeviceQuarantined;
import dev.fairway.device.Devices;
import dev.fairway.device.Holding;
import dev.fairway.device.Placement;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Terms;
import dev.fairway.inference.engine.Engines;
import dev.fairway.inference.queue.NotServing;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.SampleEngines;
import dev.fairway.testing.SimulatedHost;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which devices versions run on, and what becomes of them when a card breaks. */
class TwoGpuHostTests {

    private static final Device FIRST = Device.cuda(0);
    private static final Device SECOND = Device.cuda(1);
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    private final SimulatedHost host = SimulatedHost.withGpus(4000, 8000);
    private final FakeCards cards = new FakeCards();
    private final Devices devices = new Devices(host, this::heard);
    private Placement placement;
    private KnownVersions known;
    private LoadedVersions versions;

    @BeforeEach
    void start() {
        Binder defaults = new Binder(new MapConfigurationPropertySource(Map.of()));
        InferenceProperties inference = defaults.bindOrCreate("fairway.inference", InferenceProperties.class);
        placement = new Placement(devices, defaults.bindOrCreate("fairway.device", DeviceProperties.class));
        known = new KnownVersions(directory);
        Networks networks = new Networks(new Engines(List.of(cards)), devices, placement);
        VersionLoader loader = new VersionLoader(networks, SampleEngines.codecs(), new LoadingLane(),
                new Quarantine(devices), new SimpleMeterRegistry());
        versions = new LoadedVersions(known, loader, inference, _ -> {});
    }

    private void heard(Object event) {
        if (event instanceof DeviceQuarantined quarantined) {
            versions.deviceQuarantined(quarantined);
        }
    }

    @AfterEach
    void stop() {
        versions.close();
    }

    @Test
    void theCardWithMostRoomIsTaken() {
        assertThat(devicesOf(loaded("a", 100))).containsExactly(SECOND);
    }

    @Test
    void versionsSpreadAsRoomDwindles() {
        loaded("a", 5000);
        assertThat(devicesOf(loaded("b", 1000))).containsExactly(FIRST);
    }

    @Test
    void allMeansEveryCard() {
        VersionId id = known.add("a", 100 * MIB);
        versions.load(id, wishes("all"));
        assertThat(devicesOf(id)).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(versions.find(id).instances()).isEqualTo(Map.of("cuda:0", 1, "cuda:1", 1));
    }

    @Test
    void aCardIsTakenByItsName() {
        VersionId id = known.add("a", 100 * MIB);
        versions.load(id, wishes("cuda:0"));
        assertThat(devicesOf(id)).containsExactly(FIRST);
    }

    @Test
    void whatFitsNowhereIsRefusedWithTheFigures() {
        VersionId id = known.add("a", 9000 * MIB);
        assertThatThrownBy(() -> versions.load(id, ServingWishes.NONE))
                .isInstanceOfSatisfying(Refusal.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.OUT_OF_MEMORY))
                .hasMessageContaining("cuda:1 has")
                .hasMessageContaining("of 8000 MiB free");
        assertThat(versions.state(id).reason()).contains("could not be loaded").contains("of 8000 MiB free");
    }

    @Test
    void unloadingGivesTheMemoryBack() {
        VersionId id = loaded("a", 100);
        assertThat(placement.account(SECOND).holdings()).extracting(Holding::holder).containsExactly("a/1");
        versions.unload(id);
        await().untilAsserted(() -> assertThat(placement.account(SECOND).holdings()).isEmpty());
        assertThat(cards.loaded(SECOND)).isZero();
    }

    @Test
    void aBrokenCardIsLeftAndOnlyWhatRanOnItIsSentAway() {
        VersionId id = loaded("a", 100);
        cards.breaks(SECOND);
        assertThatThrownBy(() -> ask(id)).isInstanceOf(NotServing.class);
        await().untilAsserted(() -> assertThat(devices.isHealthy(SECOND)).isFalse());
        await().untilAsserted(() -> assertThat(devicesOf(id)).containsExactly(FIRST));
        ask(id);
        assertThat(versions.state(id).isReady()).isTrue();
        await().untilAsserted(() -> assertThat(placement.account(SECOND).holdings()).isEmpty());
    }

    @Test
    void aVersionOnBothCardsAnswersThroughTheBreakOfOne() {
        VersionId id = known.add("a", 100 * MIB);
        versions.load(id, wishes("all"));
        cards.breaks(FIRST);
        for (int i = 0; i < 50; i++) {
            ask(id);
        }
        assertThat(versions.state(id).isReady()).isTrue();
        assertThat(cards.runs(SECOND)).isGreaterThan(0);
    }

    @Test
    void whatElseRanOnABrokenCardLeavesItToo() {
        VersionId first = loaded("a", 100);
        VersionId second = loaded("b", 100);
        cards.breaks(SECOND);
        assertThatThrownBy(() -> ask(first)).isInstanceOf(NotServing.class);
        await().untilAsserted(() -> assertThat(devicesOf(second)).containsExactly(FIRST));
    }

    @Test
    void withoutAHealthyCardTheProcessorIsTaken() {
        devices.quarantine(FIRST, "broken");
        devices.quarantine(SECOND, "broken");
        assertThat(devicesOf(loaded("a", 100))).containsExactly(Device.CPU);
    }

    @Test
    void aVersionThatWasGivenACardByNameIsNotReadyWithoutIt() {
        VersionId id = known.add("a", 100 * MIB);
        versions.load(id, wishes("cuda:1"));
        devices.quarantine(SECOND, "fell off the bus");
        await().untilAsserted(() -> assertThat(versions.state(id).isReady()).isFalse());
        assertThatThrownBy(() -> versions.load(id, wishes("cuda:1", "cuda:0"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("in quarantine");
    }

    private VersionId loaded(String model, long mebibytes) {
        VersionId id = known.add(model, mebibytes * MIB);
        versions.load(id, ServingWishes.NONE);
        return id;
    }

    private List<Device> devicesOf(VersionId id) {
        return versions.find(id).devices();
    }

    private void ask(VersionId id) {
        ServedVersion version = versions.find(id);
        assertThat(version.answer(version.codec().blank(1), Terms.USUAL)).isNotNull();
    }

    private static ServingWishes wishes(String... devices) {
        return new ServingWishes(List.of(devices), null, null, null);
    }
}
