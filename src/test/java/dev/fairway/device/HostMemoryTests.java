package dev.fairway.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of 64000 MiB, of which 48000 are available, under control groups as kernels show them. */
class HostMemoryTests {

    private static final long MIB = 1 << 20;
    private static final String UNLIMITED = "9223372036854771712";

    @TempDir
    private Path root;

    @BeforeEach
    void aMachine() throws IOException {
        write("proc/meminfo", "MemTotal:       65536000 kB\nMemFree:        1024 kB\nMemAvailable:   49152000 kB\n");
    }

    @Test
    void withoutALimitTheMachineIsTheLimit() {
        assertThat(read()).isEqualTo(mebibytes(64_000, 48_000));
    }

    @Test
    void aContainersLimitCountsAndNotTheMachines() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        two("", 2_000, 700, 200);
        assertThat(read()).isEqualTo(mebibytes(2_000, 1_500));
    }

    @Test
    void theTightestOfNestedGroupsCounts() throws IOException {
        write("proc/self/cgroup", "0::/kubepods/pod7/fairway\n");
        two("kubepods/pod7/fairway", 8_000, 1_000, 0);
        two("kubepods/pod7", 6_000, 5_000, 0);
        write("sys/fs/cgroup/kubepods/memory.max", "max\n");
        write("sys/fs/cgroup/kubepods/memory.current", "1\n");
        assertThat(read()).isEqualTo(mebibytes(6_000, 1_000));
    }

    @Test
    void aGroupThatHasMoreThanTheMachineHasLeftGetsWhatIsLeft() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        two("", 60_000, 100, 0);
        assertThat(read()).isEqualTo(mebibytes(60_000, 48_000));
    }

    @Test
    void theFirstVersionsLimitsAreReadToo() throws IOException {
        write("proc/self/cgroup", "12:cpu,cpuacct:/docker/9f\n4:memory:/docker/9f\n0::/docker/9f\n");
        one("docker/9f", "4194304000", 1_500, "total_inactive_file 524288000\n");
        one("", UNLIMITED, 30_000, "");
        assertThat(read()).isEqualTo(mebibytes(4_000, 3_000));
    }

    @Test
    void aMountThatBeginsAtTheContainersGroupIsFound() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/9f\n");
        one("", "2097152000", 500, "");
        assertThat(read()).isEqualTo(mebibytes(2_000, 1_500));
    }

    @Test
    void aLimitOfAGroupThatCannotBeSeenCountsInTheFirstVersion() throws IOException {
        write("proc/self/cgroup", "4:memory:/a/b\n");
        one("", UNLIMITED, 500, "hierarchical_memory_limit 1048576000\n");
        assertThat(read()).isEqualTo(mebibytes(1_000, 500));
    }

    @Test
    void aGroupOverItsLimitHasNothingLeft() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        two("", 1_000, 1_200, 0);
        assertThat(read()).isEqualTo(mebibytes(1_000, 0));
    }

    @Test
    void aPathThatLeadsOutOfTheMountIsNotFollowed() throws IOException {
        write("proc/self/cgroup", "0::/../../../proc\n");
        two("", 3_000, 1_000, 0);
        write("proc/memory.max", "1\n");
        write("proc/memory.current", "0\n");
        assertThat(read()).isEqualTo(mebibytes(3_000, 2_000));
    }

    @Test
    void whatJavasHeapMayStillClaimIsNotFree() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        two("", 2_000, 500, 0);
        assertThat(new HostMemory(root, () -> 400 * MIB).read()).isEqualTo(mebibytes(2_000, 1_100));
    }

    @Test
    void thisHostHasMemory() {
        Memory here = new HostMemory().read();
        assertThat(here.total()).isGreaterThan(256 * MIB);
        assertThat(here.free()).isBetween(0L, here.total());
    }

    @Test
    void onASystemThatIsNoLinuxTheJdkIsAsked(@TempDir Path elsewhere) {
        Memory there = new HostMemory(elsewhere, () -> 0).read();
        assertThat(there.total()).isGreaterThan(256 * MIB);
        assertThat(there.free()).isBetween(1L, there.total());
    }

    private Memory read() {
        return new HostMemory(root, () -> 0).read();
    }

    private static Memory mebibytes(long total, long free) {
        return new Memory(total * MIB, free * MIB);
    }

    private void two(String group, long limit, long used, long inactive) throws IOException {
        String at = "sys/fs/cgroup/" + group + "/memory.";
        write(at + "max", limit * MIB + "\n");
        write(at + "current", used * MIB + "\n");
        write(at + "stat", "anon 1\nfile 2\ninactive_file " + inactive * MIB + "\nactive_file 3\n");
    }

    private void one(String group, String limit, long used, String stat) throws IOException {
        String at = "sys/fs/cgroup/memory/" + group + "/memory.";
        write(at + "limit_in_bytes", limit + "\n");
        write(at + "usage_in_bytes", used * MIB + "\n");
        write(at + "stat", "cache 1\n" + stat);
    }

    private void write(String file, String text) throws IOException {
        Path at = root.resolve(file);
        Files.createDirectories(at.getParent());
        Files.writeString(at, text);
    }
}
