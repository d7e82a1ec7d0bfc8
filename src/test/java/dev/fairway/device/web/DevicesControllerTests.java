package dev.fairway.device.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.device.Device;
import dev.fairway.device.Devices;
import dev.fairway.device.Hardware;
import dev.fairway.device.Need;
import dev.fairway.device.Placement;
import dev.fairway.device.Reservation;
import dev.fairway.device.Wish;
import dev.fairway.testing.BareService;
import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SimulatedHost;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** A host with a card of 8000 MiB and one of 4000. */
@SpringBootTest(classes = {BareService.class,
        DevicesControllerTests.TwoCards.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
                BareService.PARTIAL, "management.endpoint.health.show-details=always"})
@ContextConfiguration(initializers = RunningService.EmptyHome.class)
class DevicesControllerTests {

    private static final long MIB = 1 << 20;
    private static final Device SECOND = Device.cuda(1);

    private final Http http;
    private final Devices devices;
    private final Reservation income;

    @Autowired
    DevicesControllerTests(@LocalServerPort int port, Placement placement, Devices devices) {
        this.http = new Http(port);
        this.devices = devices;
        this.income = placement.reserve("income/3", Wish.of(List.of("cuda:0")), new Need(1_000 * MIB, 50 * MIB, 2));
    }

    @AfterEach
    void nobodyHoldsAnything() {
        income.close();
        devices.release(SECOND);
    }

    @Test
    void allDevicesAreListed() {
        var answer = http.get("/api/devices");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/items").valueStream().map(d -> d.get("device").asString())).containsExactly("cpu",
                "cuda:0", "cuda:1");
    }

    @Test
    void aDeviceShowsItsMemoryAndWhoHoldsIt() {
        JsonNode first = http.get("/api/devices/cuda:0").json();
        assertThat(first.at("/state").asString()).isEqualTo("healthy");
        assertThat(first.at("/memory/total").asLong()).isEqualTo(8_000 * MIB);
        assertThat(first.at("/memory/accounted").asLong()).isEqualTo(1_100 * MIB);
        assertThat(first.at("/memory/available").asLong()).isEqualTo((8_000 - 1_100 - 500) * MIB);
        assertThat(first.at("/holders/0").toString())
                .isEqualTo("{\"holder\":\"income/3\",\"instances\":2,\"bytes\":1153433600,\"basis\":\"promised\"}");
    }

    @Test
    void aDeviceInQuarantineShowsTheReasonUntilItIsReleased() {
        devices.quarantine(SECOND, "CUDA error: device-side assert triggered");
        JsonNode broken = http.get("/api/devices/cuda:1").json();
        assertThat(broken.at("/state").asString()).isEqualTo("quarantined");
        assertThat(broken.at("/reason").asString()).isEqualTo("CUDA error: device-side assert triggered");
        assertThat(http.post("/api/devices/cuda:1/release", "").json().at("/state").asString()).isEqualTo("healthy");
    }

    @Test
    void aDeviceThatIsNotThereIsUnknown() {
        var answer = http.get("/api/devices/cuda:7");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/detail").asString()).contains("cpu, cuda:0, cuda:1");
    }

    @Test
    void prometheusSeesMemoryAndInstances() {
        String metrics = http.get("/actuator/prometheus").body();
        assertThat(metrics).contains("fairway_device_memory_bytes{device=\"cuda:0\",kind=\"total\"} 8.388608E9",
                "fairway_device_memory_bytes{device=\"cuda:0\",kind=\"accounted\"} 1.1534336E9",
                "fairway_device_memory_bytes{device=\"cuda:1\",kind=\"free\"} 4.194304E9",
                "fairway_device_instances{device=\"cuda:0\",kind=\"healthy\"} 2.0",
                "fairway_device_instances{device=\"cuda:0\",kind=\"quarantined\"} 0.0");
    }

    @Test
    void healthTellsOfTheQuarantine() {
        devices.quarantine(SECOND, "out of memory three times");
        JsonNode health = http.get("/actuator/health/devices").json();
        assertThat(health.at("/status").asString()).isEqualTo("UP");
        assertThat(health.at("/details/cuda:0").asString()).isEqualTo("healthy");
        assertThat(health.at("/details/cuda:1").asString()).isEqualTo("in quarantine: out of memory three times");
    }

    @ComponentScan("dev.fairway.device")
    @ConfigurationPropertiesScan("dev.fairway.device")
    static class TwoCards {

        @Bean
        @Primary
        Hardware hardware() {
            return SimulatedHost.withGpus(8_000, 4_000);
        }
    }
}
