package dev.fairway.registry;

import static dev.fairway.registry.Registry.INCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.testing.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What a crash between the move of a folder and the commit of its row leaves behind. */
class RecoveryTests {

    private final Registry registry;

    RecoveryTests(@TempDir Path home) {
        registry = Registry.start(Databases.h2(), home);
    }

    @Test
    void aFolderWhoseRegistrationWasCutOffIsRegisteredAtTheStart() throws IOException {
        Path folder = registry.sample("job-1");
        Path place = Files.createDirectories(registry.directory.resolve("income")).resolve("1");
        Files.move(folder, place);
        Registry restarted = registry.another();
        ModelVersion version = restarted.models.version(new VersionId(INCOME, 1)).orElseThrow();
        version.verify();
        assertThat(restarted.register("job-1")).isEqualTo(version);
        assertThat(restarted.register("job-2").id().number()).isEqualTo(2);
    }

    @Test
    void tenComesAfterNine() {
        for (int i = 1; i <= 11; i++) {
            registry.register("job-" + i);
        }
        registry.jdbc().sql("delete from model_version where version >= 9").update();
        registry.jdbc().sql("update model set last_version = 8").update();
        assertThat(registry.another().models.find(INCOME).orElseThrow().versions()).hasSize(11);
    }

    @Test
    void aFolderWhoseDeletionWasCutOffIsRemovedAtTheStart() {
        ModelVersion version = registry.register();
        registry.jdbc().sql("delete from model_version").update();
        assertThat(registry.another().models.find(INCOME)).isEmpty();
        assertThat(version.folder().path()).doesNotExist();
    }

    @Test
    void aDamagedFolderThatNobodyRegisteredIsSetAside() throws IOException {
        Path place = Files.createDirectories(registry.directory.resolve("income").resolve("1"));
        Files.writeString(place.resolve("model.pt"), "half");
        Registry restarted = registry.another();
        assertThat(restarted.models.find(INCOME)).isEmpty();
        assertThat(registry.directory.resolve(".aside")).isDirectoryRecursivelyContaining("glob:**/model.pt");
        assertThat(restarted.register().id().number()).isEqualTo(1);
    }

    @Test
    void foldersOfAnotherKindAreLeftAlone() throws IOException {
        Files.createDirectories(registry.directory.resolve("lost+found").resolve("1"));
        Files.createDirectories(registry.directory.resolve("income").resolve("notes"));
        assertThat(registry.another().models.find(INCOME)).isEmpty();
        assertThat(registry.directory.resolve("lost+found").resolve("1")).exists();
    }

    @Test
    void aFailedRegistrationLeavesTheFolderWhereItWas() throws IOException {
        Files.createDirectories(registry.directory);
        Files.writeString(registry.directory.resolve("income"), "a file where the folder should be");
        Path folder = registry.sample("job-1");
        assertThatThrownBy(() -> registry.models.register(INCOME, folder)).isInstanceOf(RuntimeException.class);
        assertThat(folder.resolve("model.pt")).exists();
        FileSystemUtils.deleteRecursively(registry.directory.resolve("income"));
        assertThat(registry.models.register(INCOME, folder).id().number()).isEqualTo(1);
    }
}
