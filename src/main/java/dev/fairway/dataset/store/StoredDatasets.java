package dev.fairway.dataset.store;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Arrival;
import dev.fairway.dataset.Arrival.Stage;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.dataset.Format;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.archive.Bundle;
import dev.fairway.dataset.collect.ItemImport;
import dev.fairway.dataset.collect.Sniffing;
import dev.fairway.dataset.load.Appending;
import dev.fairway.dataset.load.Import;
import dev.fairway.dataset.load.Import.Imported;
import dev.fairway.dataset.store.Arrivals.Arriving;
import dev.fairway.dataset.store.Inbox.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.IdGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data sets as folders, one per version, and rows of the database that say which there are.
 *
 * <p>A version exists once its row is committed; its folder is moved into place within the same transaction, so that
 * no row is without its folder. Two callers who bring the same name at once both try to insert the next version: the
 * database lets one pass, and the other looks again.
 */
@Component
final class StoredDatasets implements Datasets {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_NAME = 200;
    private static final int ATTEMPTS = 20;

    private final Catalogue catalogue;
    private final TransactionOperations transactions;
    private final IdGenerator ids;
    private final Clock clock;
    private final DatasetProperties settings;
    private final Inbox inbox;
    private final Semaphore imports;
    private final Arrivals arrivals = new Arrivals();

    StoredDatasets(
            JdbcClient database,
            TransactionOperations transactions,
            IdGenerator ids,
            Clock clock,
            DatasetProperties settings) throws IOException {
        this.catalogue = new Catalogue(database, this::table);
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.inbox = new Inbox(settings.directory().resolve("incoming"), settings.maxSize().toBytes());
        this.imports = new Semaphore(settings.imports(), true);
    }

    @Override
    public Page<Dataset> list(Page.Request page) {
        return page.of(catalogue.list(page), Dataset::id);
    }

    @Override
    public Optional<Dataset> find(String id) {
        return catalogue.find(id);
    }

    @Override
    public QualityReport quality(Dataset dataset) {
        return catalogue.quality(dataset.id())
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN, "no data set has the id " + dataset.id()));
    }

    @Override
    public Addition take(Upload upload) throws IOException {
        check(upload.name());
        Dataset base = upload.append() ? base(upload.name()) : null;
        try (Arriving arriving = arrivals.begin(ids.generateId().toString(), upload.name(), clock.instant());
                Received received = inbox.receive(upload.parts(), arriving::received)) {
            Optional<Dataset> there = there(upload, received, base);
            if (there.isPresent()) {
                return new Addition(there.get(), false);
            }
            Imported imported = read(received, upload.spec(), base, arriving);
            arriving.enter(Stage.STORING);
            return base == null ? keep(upload.name(), fingerprint(received, upload, null), received.sha256(), imported)
                    : keepAfter(base, fingerprint(received, upload, base), received.sha256(), imported);
        }
    }

    @Override
    public List<Arrival> arrivals() {
        return arrivals.all();
    }

    private Dataset base(String name) {
        return catalogue.newest(name)
                .orElseThrow(() -> Refusal.invalid("append",
                        "there is no data set called '%s' to append to; upload the first rows without it"
                                .formatted(name)));
    }

    /** Who sends rows a second time that are the last ones already, did not hear that they had come. */
    private Optional<Dataset> there(Upload upload, Received received, @Nullable Dataset base) {
        Dataset before = base == null ? null : catalogue.find(base.name(), base.version() - 1).orElse(null);
        return base != null && before == null ? Optional.empty()
                : catalogue.find(upload.name(), fingerprint(received, upload, before));
    }

    private static String fingerprint(Received received, Upload upload, @Nullable Dataset base) {
        return Inbox.sha256(
                (base == null ? "" : base.sha256()) + received.sha256() + JSON.writeValueAsString(upload.spec()));
    }

    @Override
    public boolean delete(String id) throws IOException {
        boolean deleted = catalogue.delete(id);
        if (deleted) {
            FileSystemUtils.deleteRecursively(table(id).resolveSibling(""));
        }
        return deleted;
    }

    private static void check(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name",
                    "must have 1 to %d characters, none of them a control character".formatted(LONGEST_NAME));
        }
    }

    private Imported read(Received received, ImportSpec spec, @Nullable Dataset base, Arriving arriving)
            throws IOException {
        arriving.enter(Stage.WAITING);
        imports.acquireUninterruptibly();
        arriving.enter(Stage.READING);
        try {
            Bundle bundle = new Bundle(received.files(), settings.archive());
            Format format = spec.format() == null ? Sniffing.of(bundle) : Format.named(spec.format());
            if (base != null && base.kind() != format.kind()) {
                throw Refusal.invalid("append", "'%s' holds %s, and this is %s".formatted(base.name(),
                        base.kind().name().toLowerCase(Locale.ROOT), format.label()));
            }
            if (format.kind() != Dataset.Kind.TABLE) {
                return new ItemImport(received.folder(), bundle, spec, settings.maxPixels(), base).run(format,
                        () -> arriving.read(1));
            }
            return new Import(received.files().getFirst().path(), spec.as(format.label()), settings.maxColumns(),
                    base == null ? null : new Appending(base)).run();
        } finally {
            imports.release();
        }
    }

    /** The version after another one, with the hash of both. */
    private Addition keepAfter(Dataset base, String fingerprint, String sha256, Imported imported) throws IOException {
        Dataset dataset = version(base.name(), base.version() + 1, Inbox.sha256(base.sha256() + sha256), imported);
        try {
            insert(dataset, fingerprint, imported);
            return new Addition(dataset, true);
        } catch (DuplicateKeyException e) {
            Refusal refusal = new Refusal(Refusal.Kind.CONFLICT,
                    "append: another version of '%s' came in meanwhile; send the rows again".formatted(base.name()));
            refusal.initCause(e);
            throw refusal;
        }
    }

    private void insert(Dataset dataset, String fingerprint, Imported imported) throws IOException {
        try {
            transactions.executeWithoutResult(_ -> {
                catalogue.insert(dataset, fingerprint, imported.quality());
                move(imported.table(), dataset.table());
            });
        } catch (DuplicateKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            FileSystemUtils.deleteRecursively(dataset.table().resolveSibling(""));
            throw e;
        }
    }

    private Addition keep(String name, String fingerprint, String sha256, Imported imported) throws IOException {
        for (int attempt = 1;; attempt++) {
            Dataset dataset = version(name, catalogue.nextVersion(name), sha256, imported);
            try {
                insert(dataset, fingerprint, imported);
                return new Addition(dataset, true);
            } catch (DuplicateKeyException e) {
                Optional<Dataset> there = catalogue.find(name, fingerprint);
                if (there.isPresent()) {
                    return new Addition(there.get(), false);
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Dataset version(String name, int version, String sha256, Imported imported) {
        String id = ids.generateId().toString();
        return new Dataset(id, name, version, imported.format().label(), imported.rows(), imported.columns(), sha256,
                table(id), clock.instant().truncatedTo(ChronoUnit.MILLIS), imported.items());
    }

    private Path table(String id) {
        return settings.directory().resolve(id).resolve("table.parquet");
    }

    /** Moves a table, and with it all that lies in its folder. */
    private static void move(Path from, Path to) {
        try {
            Files.move(from.resolveSibling(""), to.resolveSibling(""), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
