package dev.fairway.device;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that models on the CPU can have: what the machine has left, what the container's limits leave, less what
 * Java's heap has not claimed yet but may at any moment.
 */
public final class HostMemory {

    private static final Pattern FIGURE = Pattern.compile("(?m)^(MemTotal|MemAvailable):\\s+([0-9]+) kB$");

    private final Path root;
    private final LongSupplier unclaimedHeap;
    private final Cgroups cgroups;

    /** This host's. */
    public HostMemory() {
        this(Path.of("/"), () -> Runtime.getRuntime().maxMemory() - Runtime.getRuntime().totalMemory());
    }

    /**
     * @param root where {@code proc} and {@code sys} are mounted
     * @param unclaimedHeap bytes by which Java's heap may still grow
     */
    HostMemory(Path root, LongSupplier unclaimedHeap) {
        this.root = root;
        this.unclaimedHeap = unclaimedHeap;
        this.cgroups = new Cgroups(root);
    }

    public Memory read() {
        Memory within = cgroups.limits().stream().reduce(machine(), Memory::within);
        return new Memory(within.total(), within.free() - unclaimedHeap.getAsLong());
    }

    private Memory machine() {
        Path meminfo = root.resolve("proc/meminfo");
        if (!Files.isReadable(meminfo)) {
            return elsewhere();
        }
        try {
            Matcher figures = FIGURE.matcher(Files.readString(meminfo));
            long total = 0;
            long available = 0;
            while (figures.find()) {
                long bytes = Long.parseLong(figures.group(2)) * 1024;
                if (figures.group(1).equals("MemTotal")) {
                    total = bytes;
                } else {
                    available = bytes;
                }
            }
            return new Memory(total, available);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a system that is no Linux, as the JDK sees it. */
    private static Memory elsewhere() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Memory(system.getTotalMemorySize(), system.getFreeMemorySize());
    }
}
