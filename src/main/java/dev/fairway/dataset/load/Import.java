package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.Format;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.load.Typing.Typed;
import dev.fairway.dataset.sandbox.Sandbox;
import dev.fairway.dataset.sandbox.Sandbox.QueryFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a stored table of an uploaded file: text in any encoding becomes clean UTF-8, the file is loaded with its
 * values as they are, types are settled from all of them, and the typed rows are written as Parquet in their order.
 */
public final class Import {

    private static final Logger LOG = LoggerFactory.getLogger(Import.class);

    private final Path folder;
    private final Path upload;
    private final ImportSpec spec;
    private final int maxColumns;
    private final @Nullable Appending appending;

    /** @param upload the file that came in, in a folder of its own */
    public Import(Path upload, ImportSpec spec, int maxColumns) {
        this(upload, spec, maxColumns, null);
    }

    /** @param appending what the rows are to be put behind; null for nothing */
    public Import(Path upload, ImportSpec spec, int maxColumns, @Nullable Appending appending) {
        this.folder = upload.resolveSibling("");
        this.upload = upload;
        this.spec = appending == null ? spec : appending.typed(spec);
        this.maxColumns = maxColumns;
        this.appending = appending;
    }

    /**
     * What became of the file.
     *
     * @param table the rows; all files beside it are the data set's too
     * @param items what its images or texts look like; null for a table
     */
    public record Imported(
            Format format,
            long rows,
            List<ColumnProfile> columns,
            QualityReport quality,
            Path table,
            @Nullable ItemProfile items) {}

    /** @throws Refusal when the file is no table */
    public Imported run() throws IOException {
        Format format = spec.format() == null ? Format.of(upload) : Format.named(spec.format());
        Path source = format == Format.PARQUET ? upload : folder.resolve("text");
        if (format != Format.PARQUET) {
            Transcription.write(upload, source);
        }
        Path table = Files.createDirectories(folder.resolve("table")).resolve("table.parquet");
        try (Sandbox sandbox = Sandbox.spilling(folder, source, table)) {
            Imported imported = run(sandbox, format, source, table);
            return appending == null ? imported : appending.all(imported);
        }
    }

    private Imported run(Sandbox sandbox, Format format, Path source, Path table) throws IOException {
        List<RawColumn> loaded = loaded(sandbox, format, source);
        if (loaded.isEmpty() || loaded.size() > maxColumns) {
            throw Refusal.invalid("file",
                    "has %d columns; from 1 to %d are possible".formatted(loaded.size(), maxColumns));
        }
        List<RawColumn> columns = Names.settle(loaded, (a, b) -> same(sandbox, a, b));
        if (appending != null) {
            appending.check(columns.stream().map(RawColumn::name).toList());
        }
        List<Typed> typed = typed(new Typing(sandbox), columns);
        String select = typed.stream()
                .map(t -> t.sql() + " AS " + Sandbox.identifier(t.name()))
                .collect(Collectors.joining(", "));
        sandbox.run("COPY (SELECT %s FROM %s) TO %s (FORMAT parquet, COMPRESSION zstd)".formatted(select,
                RawColumn.TABLE, Sandbox.literal(table.toString())));
        return profiled(new Profiling(sandbox, table), format, typed, repeated(loaded, columns), table);
    }

    private List<RawColumn> loaded(Sandbox sandbox, Format format, Path source) throws IOException {
        try {
            return loading(format).load(sandbox, source, spec);
        } catch (QueryFailed e) {
            // The database's own words name the file by its path; they are for the log.
            LOG.warn("an upload cannot be loaded as {}", format.label(), e);
            throw Refusal.invalid("file",
                    "cannot be read as %s: it is damaged; write it anew".formatted(format.label()));
        }
    }

    private static Imported profiled(
            Profiling profiling,
            Format format,
            List<Typed> typed,
            List<String> repeated,
            Path table) {
        long rows = profiling.rows();
        if (rows == 0) {
            throw Refusal.invalid("file", "has columns and no rows; upload at least one row");
        }
        List<ColumnProfile> columns = typed.stream().map(t -> profiling.profile(t.name(), t.type())).toList();
        QualityReport quality = QualityChecks.of(
                new QualityChecks.Observed(rows, profiling.duplicates(), typed, repeated, profiling.shapes(columns)),
                columns);
        return new Imported(format, rows, columns, quality, table, null);
    }

    private static Loading loading(Format format) {
        return switch (format) {
            case CSV -> new CsvLoading();
            case PARQUET -> new ParquetLoading();
            case JSONL -> new JsonlLoading();
            case IDX, CIFAR10, IMAGE_FOLDER, TEXT_FOLDER ->
                throw new IllegalArgumentException(format.label() + " holds no table");
        };
    }

    private List<Typed> typed(Typing typing, List<RawColumn> columns) {
        Map<String, ColumnType> declared = spec.declaredTypes();
        Set<String> names = columns.stream().map(RawColumn::name).collect(Collectors.toSet());
        for (String name : declared.keySet()) {
            if (!names.contains(name)) {
                throw Refusal.invalid("spec.types." + name,
                        "is not a column of the file; it has " + String.join(", ", names));
            }
        }
        List<Typed> typed = new ArrayList<>();
        for (RawColumn column : columns) {
            ColumnType type = declared.get(column.name());
            typed.add(type == null ? typing.settle(column) : typing.declare(column, type));
        }
        return typed;
    }

    private static boolean same(Sandbox sandbox, RawColumn a, RawColumn b) {
        return sandbox.query(
                "SELECT count(*) FROM %s WHERE %s IS DISTINCT FROM %s".formatted(RawColumn.TABLE, a.words(), b.words()),
                rows -> rows.next() && rows.getLong(1) == 0);
    }

    private static List<String> repeated(List<RawColumn> loaded, List<RawColumn> kept) {
        Set<RawColumn> left = new HashSet<>(loaded);
        kept.forEach(left::remove);
        return left.stream().map(RawColumn::name).sorted().toList();
    }
}
