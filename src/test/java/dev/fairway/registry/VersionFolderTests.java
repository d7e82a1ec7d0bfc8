package dev.fairway.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.testing.SampleVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFolderTests {

    private final Path path;
    private final VersionFolder folder;

    VersionFolderTests(@TempDir Path directory) {
        path = SampleVersion.write(directory, "job-1");
        folder = new VersionFolder(path);
    }

    @Test
    void aWholeFolderIsWhole() {
        assertThatCode(folder::verify).doesNotThrowAnyException();
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.model(Network.Format.TORCHSCRIPT));
        damaged("model.pt is named by the manifest and not there");
    }

    @Test
    void aChangedFileIsNamed() throws IOException {
        Files.writeString(folder.model(Network.Format.TORCHSCRIPT), "another network");
        damaged("model.pt has another SHA-256");
    }

    @Test
    void aFileThatTheManifestDoesNotNameIsRefused() throws IOException {
        Files.writeString(path.resolve("extra.sh"), "echo");
        damaged("extra.sh is there and not named");
    }

    @Test
    void aLinkIsNoFile() throws IOException {
        Path elsewhere = Files.move(folder.model(Network.Format.TORCHSCRIPT), path.resolveSibling("elsewhere"));
        Files.createSymbolicLink(folder.model(Network.Format.TORCHSCRIPT), elsewhere);
        damaged("model.pt must be a plain file");
    }

    @Test
    void aNameThatReachesOutOfTheFolderIsRefused() throws IOException {
        Files.writeString(path.resolveSibling("outside"), "secret");
        String manifest = Files.readString(path.resolve(VersionFolder.MANIFEST));
        Files.writeString(path.resolve(VersionFolder.MANIFEST), manifest.replace("model.pt", "../outside"));
        damaged("../outside is named by the manifest and not there");
    }

    @Test
    void aFolderWithoutAManifestIsNone() throws IOException {
        Files.delete(path.resolve(VersionFolder.MANIFEST));
        damaged("manifest.json is missing or cannot be read");
    }

    @Test
    void aManifestWithoutItsPartsIsNone() throws IOException {
        Files.writeString(path.resolve(VersionFolder.MANIFEST), "{\"files\": {}}");
        damaged("manifest.json must have what the version reads");
    }

    @Test
    void whatServingNeedsMustBeThere() throws IOException {
        Files.delete(path.resolve(VersionFolder.PREPROCESSING));
        SampleVersion.seal(path, "job-1");
        damaged("preprocessing.json is needed");
    }

    private void damaged(String message) {
        assertThatThrownBy(folder::verify).isInstanceOf(DamagedVersion.class).hasMessageContaining(message);
    }
}
