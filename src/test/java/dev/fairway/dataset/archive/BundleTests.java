package dev.fairway.dataset.archive;

import static dev.fairway.testing.Archives.files;
import static dev.fairway.testing.Archives.gz;
import static dev.fairway.testing.Archives.link;
import static dev.fairway.testing.Archives.tar;
import static dev.fairway.testing.Archives.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What others pack is read with suspicion. */
class BundleTests {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(100, DataSize.ofMegabytes(200), 50,
            DataSize.ofKilobytes(1));

    @TempDir
    Path folder;

    @Test
    void everyKindOfPackingShowsTheSameFiles() throws IOException {
        var files = files("a/1.txt", "x", "b/2.txt", "y");
        assertThat(names(zip(files))).containsExactly("a/1.txt", "b/2.txt");
        assertThat(names(tar(files))).containsExactly("a/1.txt", "b/2.txt");
        assertThat(names(gz(tar(files)))).containsExactly("a/1.txt", "b/2.txt");
        assertThat(names(gz(new byte[]{1}))).containsExactly("upload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "a/../../evil.txt", "/etc/passwd", "C:/evil.txt", "a\\..\\evil.txt"})
    void aNameThatReachesElsewhereIsRefused(String name) {
        for (byte[] packed : List.of(zip(files(name, "x")), tar(files(name, "x")))) {
            assertThatThrownBy(() -> names(packed)).isInstanceOf(Refusal.class)
                    .hasMessageMatching("file: entry '.*(evil.txt|passwd)' .*");
        }
    }

    @Test
    void linksAreRefusedByName() {
        assertThatThrownBy(() -> names(link("a/1.txt", "/etc/passwd"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("entry 'a/1.txt' is a link");
        assertThatThrownBy(() -> names(zipOfLink())).isInstanceOf(Refusal.class)
                .hasMessageContaining("entry 'a/1.txt' is a symbolic link");
    }

    private byte[] zipOfLink() throws IOException {
        Path file = folder.resolve("link.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("a/1.txt");
            entry.setUnixMode(0120777);
            zip.putArchiveEntry(entry);
            zip.write("/etc/passwd".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        return Files.readAllBytes(file);
    }

    @Test
    void bombsAreRefusedWhileTheyUnpack() {
        byte[] zeros = new byte[80 << 20];
        for (byte[] packed : List.of(zip(files("a/1.txt", zeros)), gz(tar(files("a/1.txt", zeros))), gz(zeros))) {
            assertThatThrownBy(() -> names(packed)).isInstanceOf(Refusal.class).hasMessageContaining("bomb");
        }
    }

    @Test
    void tooManyEntriesAreRefused() {
        Object[] many = new Object[202];
        Arrays.setAll(many, i -> i % 2 == 0 ? "a/" + i : "x");
        for (byte[] packed : List.of(zip(files(many)), tar(files(many)))) {
            assertThatThrownBy(() -> names(packed)).isInstanceOf(Refusal.class).hasMessageContaining("100 entries");
        }
    }

    @Test
    void anItemThatIsTooLargeIsRefusedByName() {
        assertThatThrownBy(() -> bundle(zip(files("a/1.txt", new byte[2000]))).each(e -> e.bytes(1024)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("entry 'a/1.txt' has more than 1024 bytes");
    }

    @Test
    void whatIsCutOffOrChangedIsRefused() {
        byte[] text = new byte[5000];
        Arrays.fill(text, (byte) 'x');
        for (byte[] packed : List.of(zip(files("a/1.txt", text)), tar(files("a/1.txt", text)),
                gz(tar(files("a/1.txt", text))))) {
            assertThatThrownBy(() -> names(Arrays.copyOf(packed, packed.length / 3))).isInstanceOf(Refusal.class)
                    .hasMessageContaining("cut off or damaged");
        }
    }

    @Test
    void aTarWhoseHeaderNeverEndsIsRefused() {
        byte[] tar = tar(files("././@LongLink", new byte[6 << 20], "a", "x"));
        tar[156] = 'L';
        assertThatThrownBy(() -> names(tar)).isInstanceOf(Refusal.class);
    }

    private List<String> names(byte[] upload) throws IOException {
        List<String> names = new ArrayList<>();
        bundle(upload).each(entry -> {
            names.add(entry.name());
            entry.content().transferTo(OutputStream.nullOutputStream());
        });
        return names;
    }

    private Bundle bundle(byte[] upload) throws IOException {
        Path file = Files.write(folder.resolve("upload"), upload);
        return new Bundle(List.of(new Bundle.Sent("upload", file)), LIMITS);
    }
}
