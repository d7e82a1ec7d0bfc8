package dev.fairway.device;

import dev.fairway.contract.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The devices of this host, and which of them are fit to be used.
 *
 * <p>A GPU whose context is broken answers every call with an error until the process ends, so it is put in quarantine:
 * nothing is placed on it until an operator says otherwise or the service starts anew. The CPU is never in quarantine.
 */
@Component
public class Devices {

    /** The name by which a caller leaves the choice to the host. */
    public static final String AUTO = "auto";

    /** The name for every GPU. */
    public static final String ALL = "all";

    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
    private static final int LONGEST_REASON = 200;

    private final Hardware hardware;
    private final ApplicationEventPublisher events;
    private final List<Accelerator> accelerators;
    private final List<Device> present;
    private final int cores;
    private final Map<Device, String> quarantined = new ConcurrentHashMap<>();

    @Autowired
    public Devices(Hardware hardware, ApplicationEventPublisher events) {
        this(hardware, events, Runtime.getRuntime().availableProcessors());
    }

    Devices(Hardware hardware, ApplicationEventPublisher events, int cores) {
        this.hardware = hardware;
        this.events = events;
        this.accelerators = List.copyOf(hardware.accelerators());
        this.present = Stream.concat(Stream.of(Device.CPU), accelerators.stream().map(Accelerator::device)).toList();
        this.cores = cores;
        LOG.info("models can run on {} cores{}", cores,
                accelerators.stream()
                        .map(a -> ", " + a.device() + " (" + a.computeCapability() + ")")
                        .collect(Collectors.joining()));
    }

    /** The CPU and all GPUs, in the order of their numbers, be they healthy or not. */
    public List<Device> present() {
        return present;
    }

    /** The CPU and those GPUs that are not in quarantine. */
    public List<Device> healthy() {
        return present.stream().filter(this::isHealthy).toList();
    }

    public boolean isHealthy(Device device) {
        return !quarantined.containsKey(device);
    }

    public List<Accelerator> accelerators() {
        return accelerators;
    }

    /** Cores that this process may use: in a container as many as its limit allows, not as many as the host has. */
    public int cores() {
        return cores;
    }

    /** The memory of a device now; empty when it does not answer. */
    public Optional<Memory> memory(Device device) {
        return hardware.memory(device);
    }

    /**
     * The device that a caller asks for by name or leaves to the host by {@code auto}.
     *
     * @throws Refusal when the name is none, or this host has no such device, or it is in quarantine
     */
    public Device resolve(String name) {
        if (name.equals(AUTO)) {
            return gpus().stream().max(Comparator.comparingLong(this::free)).orElse(Device.CPU);
        }
        Device device = new Device(name);
        check(List.of(device), "device");
        return device;
    }

    /** The devices that a wish allows, in the order of their numbers. */
    List<Device> allowed(Wish wish) {
        return switch (wish) {
            case Wish.Named named -> check(named.devices(), "devices");
            case Wish.Auto _,Wish.All _ -> gpus().isEmpty() ? List.of(Device.CPU) : gpus();
        };
    }

    /**
     * Takes a GPU out of service; what runs there hears of it by {@link DeviceQuarantined}. A second time does nothing.
     *
     * @param reason what happened, as the engine says it; the line that tells of the device is shown to operators
     */
    public void quarantine(Device device, String reason) {
        if (!device.isGpu()) {
            throw new IllegalArgumentException("without the CPU nothing runs at all");
        }
        String shown = shortened(DeviceFault.told(reason));
        if (quarantined.putIfAbsent(device, shown) == null) {
            LOG.error("{} is in quarantine: {}", device, shown);
            events.publishEvent(new DeviceQuarantined(device, shown));
        }
    }

    /** Trusts a device again, on an operator's word. */
    public void release(Device device) {
        if (quarantined.remove(device) != null) {
            LOG.info("{} is out of quarantine", device);
        }
    }

    /** Why a device is in quarantine; empty when it is not. */
    public Optional<String> quarantine(Device device) {
        return Optional.ofNullable(quarantined.get(device));
    }

    /** Frees what the engine holds for reuse, if there is any card on which it does. */
    void emptyCache() {
        if (!accelerators.isEmpty()) {
            hardware.emptyCache();
        }
    }

    private List<Device> gpus() {
        return healthy().stream().filter(Device::isGpu).toList();
    }

    private long free(Device device) {
        return memory(device).map(Memory::free).orElse(0L);
    }

    private List<Device> check(List<Device> asked, String field) {
        for (Device device : asked) {
            if (!present.contains(device)) {
                throw Refusal.invalid(field, "%s is not there; this host has %s".formatted(device, names(present)));
            }
            quarantine(device).ifPresent(reason -> {
                throw new Refusal(Refusal.Kind.CONFLICT,
                        "%s is in quarantine (%s); there are %s".formatted(device, reason, names(healthy())));
            });
        }
        return asked;
    }

    private static String names(Collection<Device> devices) {
        return devices.stream().map(Device::name).collect(Collectors.joining(", "));
    }

    private static String shortened(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }
}
