package dev.fairway.training.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the processors have drawn, by their own counters (Linux' {@code powercap}, RAPL). They count microjoules per
 * package and begin anew at a limit that each tells, after minutes under load: so they are to be looked at often.
 */
final class EnergyCounters {

    private static final Logger LOG = LoggerFactory.getLogger(EnergyCounters.class);
    private static final Path KERNEL = Path.of("/sys/class/powercap");

    private final Path folder;
    private final Map<Path, Long> last = new TreeMap<>();
    private double joules;

    EnergyCounters() {
        this(KERNEL);
    }

    EnergyCounters(Path folder) {
        this.folder = folder;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> zones = Files.list(folder)) {
                // A zone within a package, such as intel-rapl:0:1, is counted with it.
                for (Path zone : zones.filter(z -> z.getFileName().toString().matches("intel-rapl:[0-9]+")).toList()) {
                    last.put(zone, read(zone, "energy_uj"));
                }
            } catch (IOException e) {
                // Most kernels let nobody but root read them.
                LOG.debug("the processors' counters cannot be read", e);
                last.clear();
            }
        }
    }

    /** Joules of all packages since the first look; null where they cannot be told. */
    @Nullable
    Double joules() {
        try {
            for (Map.Entry<Path, Long> zone : last.entrySet()) {
                long now = read(zone.getKey(), "energy_uj");
                long risen = now - zone.getValue();
                joules += (risen < 0 ? risen + read(zone.getKey(), "max_energy_range_uj") : risen) / 1e6;
                zone.setValue(now);
            }
        } catch (IOException e) {
            LOG.debug("the counters below {} cannot be read any more", folder, e);
            last.clear();
        }
        return last.isEmpty() ? null : joules;
    }

    private static long read(Path zone, String file) throws IOException {
        return Long.parseLong(Files.readString(zone.resolve(file)).strip());
    }
}
