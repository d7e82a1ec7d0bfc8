package dev.fairway.dataset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.uuid.Generators;
import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Arrival;
import dev.fairway.dataset.Arrival.Stage;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.Table;
import dev.fairway.dataset.archive.ArchiveLimits;
import dev.fairway.testing.Archives;
import dev.fairway.testing.Databases;
import dev.fairway.testing.Databases.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

class StoredDatasetsTests {

    private static final String CSV = "age,job\n41,clerk\n,nurse\n39,?\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void whatWasTakenIsFoundAgainAfterARestart(Database database) throws IOException {
        DataSource source = database.open();
        Dataset taken = add(datasets(source), "people", CSV);
        Datasets restarted = datasets(source);
        assertThat(restarted.find(taken.id())).contains(taken);
        assertThat(restarted.list(new Page.Request(50, null)).items()).containsExactly(taken);
        assertThat(restarted.quality(taken).checks()).isNotEmpty();
        assertThat(Table.read(taken.table(), List.of(new Table.Selection("age", ColumnType.NUMERIC))).numbers("age"))
                .containsExactly(41, Double.NaN, 39);
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void theSameBytesAreOneVersionAndOthersTheNext(Database database) throws IOException {
        Datasets datasets = datasets(database.open());
        Dataset first = add(datasets, "people", CSV);
        assertThat(add(datasets, "people", CSV)).isEqualTo(first);
        assertThat(add(datasets, "people", CSV + "1,cook\n").version()).isEqualTo(2);
        assertThat(add(datasets, "others", CSV).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void callersAtTheSameTimeGetVersionsOfTheirOwn(Database database) throws Exception {
        Datasets datasets = datasets(database.open());
        List<Future<Dataset>> taken = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                String rows = CSV + (i / 2) + ",cook\n";
                taken.add(callers.submit(() -> add(datasets, "people", rows)));
            }
        }
        assertThat(taken).extracting(t -> t.get().version()).containsExactlyInAnyOrder(1, 1, 2, 2, 3, 3);
    }

    @Test
    void thePagesOfTheListAreInTheOrderOfImport() throws IOException {
        Datasets datasets = datasets(Databases.h2());
        List<Dataset> all = List.of(add(datasets, "a", CSV), add(datasets, "b", CSV), add(datasets, "c", CSV));
        Page<Dataset> first = datasets.list(new Page.Request(2, null));
        assertThat(first.items()).isEqualTo(all.subList(0, 2));
        assertThat(datasets.list(new Page.Request(2, first.next())).items()).isEqualTo(all.subList(2, 3));
    }

    @Test
    void anUploadTellsHowFarItHasCome() throws Exception {
        Datasets datasets = datasets(Databases.h2());
        Map<String, byte[]> texts = new LinkedHashMap<>();
        for (int i = 0; i < 900; i++) {
            texts.put("%s/%d.txt".formatted(i % 2 == 0 ? "pos" : "neg", i),
                    ("text " + i).getBytes(StandardCharsets.UTF_8));
        }
        List<Arrival> seen = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Dataset> taken = callers.submit(
                    () -> datasets.add("reviews", ImportSpec.SNIFFED, new ByteArrayInputStream(Archives.zip(texts))));
            while (!taken.isDone()) {
                seen.addAll(datasets.arrivals());
            }
            assertThat(taken.get().rows()).isEqualTo(900);
        }
        assertThat(seen).extracting(Arrival::name).containsOnly("reviews");
        assertThat(seen).anyMatch(a -> a.stage() == Stage.READING && a.items() == 900 && a.bytes() > 9_000);
        assertThat(datasets.arrivals()).isEmpty();
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() throws IOException {
        Datasets datasets = datasets(Databases.h2());
        assertThatThrownBy(() -> add(datasets, "people", "a,b\n1\n")).isInstanceOf(Refusal.class);
        assertThat(datasets.list(new Page.Request(50, null)).items()).isEmpty();
        assertThat(datasets.arrivals()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatACrashLeftInTheInboxGoesAtTheNextStart() throws IOException {
        Path left = Files.createDirectories(folder.resolve("incoming/upload1"));
        Files.writeString(left.resolve("upload"), CSV);
        Dataset taken = add(datasets(Databases.h2()), "people", CSV);
        assertThat(files()).containsExactly(taken.table());
    }

    @Test
    void aDeletedDataSetIsGoneWithItsRows() throws IOException {
        Datasets datasets = datasets(Databases.h2());
        Dataset taken = add(datasets, "people", CSV);
        assertThat(datasets.delete(taken.id())).isTrue();
        assertThat(datasets.find(taken.id())).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(datasets.delete(taken.id())).isFalse();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Datasets datasets(DataSource source) throws IOException {
        return new StoredDatasets(JdbcClient.create(source),
                new TransactionTemplate(new DataSourceTransactionManager(source)),
                Generators.timeBasedEpochGenerator()::generate, Clock.systemUTC(),
                new DatasetProperties(folder, DataSize.ofMegabytes(10), 100, 2, 1_000_000,
                        new ArchiveLimits(1_000, DataSize.ofMegabytes(10), 100, DataSize.ofMegabytes(1))));
    }

    private static Dataset add(Datasets datasets, String name, String text) throws IOException {
        return datasets.add(name, ImportSpec.SNIFFED, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
