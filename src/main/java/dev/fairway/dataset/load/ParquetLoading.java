package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.load.RawColumn.Kind;
import dev.fairway.dataset.sandbox.Sandbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Loads Parquet; what its columns are is said by the file. */
final class ParquetLoading implements Loading {

    private static final int MAGIC = 4;
    /** The magic at both ends and the length of the footer. */
    private static final int LEAST = 12;

    @Override
    public List<RawColumn> load(Sandbox sandbox, Path file, ImportSpec spec) throws IOException {
        refuseIncomplete(file);
        String source = Sandbox.parquet(file);
        List<Field> fields = sandbox.query("DESCRIBE FROM " + source, Field::all);
        List<Kind> kinds = fields.stream().map(ParquetLoading::kind).toList();
        List<String> names = names(sandbox, source);
        String select = IntStream.range(0, fields.size())
                .mapToObj(i -> value(kinds.get(i), fields.get(i)) + " AS " + RawColumn.column(i))
                .collect(Collectors.joining(", "));
        sandbox.run("CREATE TABLE %s AS SELECT %s FROM %s".formatted(RawColumn.TABLE, select, source));
        return IntStream.range(0, fields.size())
                .mapToObj(i -> new RawColumn(names.get(i), RawColumn.column(i), kinds.get(i), spec.missingWords()))
                .toList();
    }

    /** The names of flat columns as the file has them; the database gives repeated ones a number. */
    private static List<String> names(Sandbox sandbox, String source) {
        return sandbox.query("SELECT name FROM %s WHERE num_children IS NULL OR num_children = 0"
                .formatted(source.replaceFirst("read_parquet", "parquet_schema")), rows -> {
                    List<String> names = new ArrayList<>();
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                    return names;
                });
    }

    private static void refuseIncomplete(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() < LEAST || !magic(bytes, 0)) {
                throw Refusal.invalid("file", "is no Parquet; say what it is by spec.format, or upload Parquet");
            }
            if (!magic(bytes, bytes.length() - MAGIC)) {
                throw Refusal.invalid("file", "is a Parquet file without its end: it was cut off; upload it again");
            }
        }
    }

    private static boolean magic(RandomAccessFile bytes, long at) throws IOException {
        byte[] magic = new byte[MAGIC];
        bytes.seek(at);
        bytes.readFully(magic);
        return new String(magic, StandardCharsets.US_ASCII).equals("PAR1");
    }

    private static Kind kind(Field field) {
        String type = field.type().replaceFirst("\\(.*", "");
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
                    "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL" ->
                Kind.NUMBERS;
            case "BOOLEAN" -> Kind.TRUTHS;
            case "DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                Kind.MOMENTS;
            case "VARCHAR", "ENUM", "UUID", "TIME" -> Kind.WORDS;
            default -> throw Refusal.invalid(field.name(),
                    "holds values of the type %s, which is no column of a table; ".formatted(field.type())
                            + "write numbers, words, booleans or times");
        };
    }

    private static String value(Kind kind, Field field) {
        String column = Sandbox.identifier(field.name());
        return switch (kind) {
            case MOMENTS -> "make_timestamp(epoch_us(%s))".formatted(column);
            case WORDS -> "CAST(%s AS VARCHAR)".formatted(column);
            case UNTYPED, NUMBERS, TRUTHS -> column;
        };
    }

    private record Field(String name, String type) {

        static List<Field> all(ResultSet rows) throws SQLException {
            List<Field> fields = new ArrayList<>();
            while (rows.next()) {
                fields.add(new Field(rows.getString("column_name"), rows.getString("column_type")));
            }
            return fields;
        }
    }
}
