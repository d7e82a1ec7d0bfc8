package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.load.Import.Imported;
import dev.fairway.dataset.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the rows of an upload behind those of a stored table that has the same columns. */
public record Appending(Dataset base) {

    /** The spec with the base's types, so that a column stays what it is whatever the new values look like. */
    public ImportSpec typed(ImportSpec spec) {
        Map<String, ColumnType> types = new TreeMap<>();
        base.columns().forEach(c -> types.put(c.name(), c.type()));
        types.putAll(spec.declaredTypes());
        return new ImportSpec(spec.format(), spec.header(), spec.columns(), spec.delimiter(), types, spec.missing(),
                spec.skip());
    }

    /**
     * @param columns those of the upload, before their types are settled
     * @throws Refusal when they are not those of the base
     */
    void check(List<String> columns) {
        TreeSet<String> missing = new TreeSet<>(base.columns().stream().map(ColumnProfile::name).toList());
        TreeSet<String> unknown = new TreeSet<>(columns);
        unknown.removeAll(missing);
        columns.forEach(missing::remove);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw Refusal.invalid("file", Stream
                    .of(missing.isEmpty() ? "" : "lacks the columns " + String.join(", ", missing),
                            unknown.isEmpty() ? ""
                                    : "has the columns %s, which version %d has not"
                                            .formatted(String.join(", ", unknown), base.version()))
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining("; it ")) + "; only rows of the same columns can be appended");
        }
    }

    /** Both as one table, in a folder of its own beside that of the new rows. */
    public Imported all(Imported more) throws IOException {
        Path folder = more.table().resolveSibling("").resolveSibling("all");
        Path table = Files.createDirectories(folder).resolve(more.table().getFileName());
        try (Sandbox sandbox = Sandbox.spilling(folder.resolveSibling(""), base.table(), more.table(), table)) {
            String columns = base.columns()
                    .stream()
                    .map(c -> Sandbox.identifier(c.name()))
                    .collect(Collectors.joining(", "));
            sandbox.run(
                    "COPY (SELECT %1$s FROM %2$s UNION ALL SELECT %1$s FROM %3$s) TO %4$s (FORMAT parquet, COMPRESSION zstd)"
                            .formatted(columns, Sandbox.parquet(base.table()), Sandbox.parquet(more.table()),
                                    Sandbox.literal(table.toString())));
            Profiling profiling = new Profiling(sandbox, table);
            List<ColumnProfile> profiles = base.columns()
                    .stream()
                    .map(c -> profiling.profile(c.name(), c.type()))
                    .toList();
            long rows = profiling.rows();
            return new Imported(
                    more.format(), rows, profiles, QualityChecks.of(new QualityChecks.Observed(rows,
                            profiling.duplicates(), List.of(), List.of(), profiling.shapes(profiles)), profiles),
                    table, null);
        }
    }
}
