package dev.fairway.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The limits that control groups set on the memory of this process: its own group's and those of all groups around it,
 * as far as they can be seen from here. Pages of files that were not used of late count as free, because the kernel takes
 * them back before it refuses memory.
 *
 * <p>Version 2 is described in the kernel's {@code Documentation/admin-guide/cgroup-v2.rst}, version 1 in
 * {@code cgroup-v1/memory.rst}.
 */
final class Cgroups {

    /** Where a version keeps its figures. */
    private enum Version {
        TWO("memory.max", "memory.current", "inactive_file"),
        ONE("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");

        private final String limit;
        private final String usage;
        private final String inactive;

        Version(String limit, String usage, String inactive) {
            this.limit = limit;
            this.usage = usage;
            this.inactive = inactive;
        }
    }

    private final Path root;

    Cgroups(Path root) {
        this.root = root;
    }

    List<Memory> limits() {
        List<Memory> limits = new ArrayList<>();
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            // hierarchy:controllers:path
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[1].isEmpty()) {
                around(root.resolve("sys/fs/cgroup"), parts[2]).forEach(group -> add(limits, group, Version.TWO));
            } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                around(root.resolve("sys/fs/cgroup/memory"), parts[2])
                        .forEach(group -> add(limits, group, Version.ONE));
            }
        }
        return limits;
    }

    /**
     * A group and all that it lies in. In a container the path may be the host's, or lead out of what is mounted, while
     * the mount begins at the group itself; then only the mount is found.
     */
    private static Stream<Path> around(Path mount, String path) {
        Path group = mount.resolve(path.substring(1)).normalize();
        return Stream.iterate(group.startsWith(mount) ? group : mount, g -> g.startsWith(mount), Path::getParent);
    }

    private static void add(List<Memory> limits, Path group, Version version) {
        OptionalLong limit = number(lines(group.resolve(version.limit)).stream().findFirst().orElse("max"));
        OptionalLong usage = number(lines(group.resolve(version.usage)).stream().findFirst().orElse(""));
        if (limit.isEmpty() || usage.isEmpty()) {
            return;
        }
        List<String> stat = lines(group.resolve("memory.stat"));
        // Version 1 tells here of limits of groups around it, also of those that cannot be seen.
        long least = Math.min(limit.getAsLong(), figure(stat, "hierarchical_memory_limit").orElse(Long.MAX_VALUE));
        limits.add(new Memory(least, least - usage.getAsLong() + figure(stat, version.inactive).orElse(0)));
    }

    private static OptionalLong figure(List<String> stat, String name) {
        return stat.stream()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .map(line -> number(line.substring(name.length() + 1)))
                .orElse(OptionalLong.empty());
    }

    /** Empty for {@code max}, which is no limit; version 1 says so by the greatest number that there is. */
    private static OptionalLong number(String text) {
        return text.matches("[0-9]{1,19}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static List<String> lines(Path file) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
