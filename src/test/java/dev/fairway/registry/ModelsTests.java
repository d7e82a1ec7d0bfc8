package dev.fairway.registry;

import static dev.fairway.registry.Registry.INCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.testing.Databases.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.fairway.testing.Databases#all")
class ModelsTests {

    private final Registry registry;
    private final Models models;

    ModelsTests(Database database, @TempDir Path home) {
        registry = Registry.start(database.open(), home);
        models = registry.models;
    }

    @Test
    void aFolderBecomesTheNextVersionAndIsMoved() {
        Path folder = registry.sample("job-1");
        ModelVersion version = models.register(INCOME, folder);
        assertThat(version.id()).isEqualTo(new VersionId(INCOME, 1));
        assertThat(folder).doesNotExist();
        assertThat(version.folder().path()).isEqualTo(registry.directory.resolve("income").resolve("1"));
        assertThat(models.version(version.id())).contains(version);
        version.verify();
        assertThat(registry.events).containsExactly(new VersionRegistered(version.id()));
    }

    @Test
    void theSizeIsThatOfAllFiles() throws IOException {
        ModelVersion version = registry.register();
        try (Stream<Path> files = Files.list(version.folder().path())) {
            assertThat(version.size()).isEqualTo(files.mapToLong(file -> file.toFile().length()).sum()).isPositive();
        }
    }

    @Test
    void theSameSourceTwiceIsOneVersion() {
        ModelVersion first = registry.register("job-1");
        assertThat(registry.register("job-1")).isEqualTo(first);
        assertThat(registry.events).hasSize(1);
    }

    @Test
    void numbersAreNeverGivenTwice() {
        ModelVersion first = registry.register();
        models.delete(first.id());
        assertThat(registry.register().id().number()).isEqualTo(2);
    }

    @Test
    void registrationsAtOnceOnTwoReplicasGetDifferentNumbers() throws Exception {
        Registry other = registry.another();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var registered = threads.invokeAll(IntStream.range(0, 12)
                    .<Callable<ModelVersion>>mapToObj(i -> () -> (i % 2 == 0 ? registry : other).register("job-" + i))
                    .toList());
            for (var version : registered) {
                version.get().verify();
            }
        }
        assertThat(models.find(INCOME).orElseThrow().versions()).extracting(v -> v.id().number())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void aliasesPointMoveAndEnd() {
        ModelVersion first = registry.register();
        ModelVersion second = registry.register();
        models.point(Models.PRODUCTION, first.id());
        models.point(Models.PRODUCTION, second.id());
        models.point(Models.CANDIDATE, second.id());
        assertThat(models.find(INCOME).orElseThrow().aliases()).isEqualTo(Map.of("production", 2, "candidate", 2));
        assertThat(models.aliased(Models.PRODUCTION)).containsExactly(second.id());
        models.unpoint(Models.CANDIDATE, INCOME);
        assertThat(models.alias(INCOME, Models.CANDIDATE)).isEmpty();
        assertThat(registry.events).endsWith(new AliasMoved(Models.PRODUCTION, second.id()),
                new AliasMoved(Models.CANDIDATE, second.id()), new AliasRemoved(INCOME, Models.CANDIDATE));
    }

    @Test
    void anotherReplicaSeesTheChange() {
        Registry other = registry.another();
        ModelVersion version = registry.register();
        registry.models.point(Models.PRODUCTION, version.id());
        assertThat(other.models.alias(INCOME, Models.PRODUCTION)).contains(version.id());
    }

    @Test
    void aVersionThatCannotBeLoadedLeavesTheAliasWhereItWas() {
        ModelVersion first = registry.register();
        ModelVersion second = registry.register();
        models.point(Models.PRODUCTION, first.id());
        registry.listener = _ -> {
            throw new IllegalStateException("cannot be loaded");
        };
        assertThatThrownBy(() -> models.point(Models.PRODUCTION, second.id())).hasMessage("cannot be loaded");
        assertThat(models.alias(INCOME, Models.PRODUCTION)).contains(first.id());
    }

    @Test
    void anAliasPointsOnlyToAVersionThatIsThere() {
        registry.register();
        refused(Refusal.Kind.UNKNOWN, () -> models.point(Models.PRODUCTION, new VersionId(INCOME, 2)));
        refused(Refusal.Kind.UNKNOWN, () -> models.point("x", new VersionId(new ModelName("none"), 1)));
        refused(Refusal.Kind.INVALID, () -> models.point("a b", new VersionId(INCOME, 1)));
        refused(Refusal.Kind.UNKNOWN, () -> models.unpoint("x", INCOME));
    }

    @Test
    void aVersionInUseIsNotDeleted() {
        ModelVersion version = registry.register();
        models.point(Models.PRODUCTION, version.id());
        refused(Refusal.Kind.CONFLICT, () -> models.delete(version.id()));
        assertThat(version.folder().path()).exists();
    }

    @Test
    void aDeletedVersionIsGoneWithItsFiles() {
        ModelVersion version = registry.register();
        models.delete(version.id());
        assertThat(models.version(version.id())).isEmpty();
        assertThat(models.find(INCOME)).isEmpty();
        assertThat(version.folder().path()).doesNotExist();
        assertThat(registry.events).endsWith(new VersionDeleted(version.id()));
        refused(Refusal.Kind.UNKNOWN, () -> models.delete(version.id()));
    }

    @Test
    void modelsAreListedByNamePageByPage() {
        for (String name : new String[]{"c", "a", "b"}) {
            models.register(new ModelName(name), registry.sample(name));
        }
        Page<Models.Model> first = models.list(new Page.Request(2, null));
        assertThat(first.items()).extracting(m -> m.name().value()).containsExactly("a", "b");
        Page<Models.Model> second = models.list(new Page.Request(2, first.next()));
        assertThat(second.items()).extracting(m -> m.name().value()).containsExactly("c");
        assertThat(second.next()).isNull();
    }

    private static void refused(Refusal.Kind kind, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }
}
