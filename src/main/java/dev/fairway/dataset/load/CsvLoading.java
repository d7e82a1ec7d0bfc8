package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.load.RawColumn.Kind;
import dev.fairway.dataset.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Loads a delimited text; every value arrives as a word. */
final class CsvLoading implements Loading {

    private static final int LONGEST_LINE = 16 << 20;

    @Override
    public List<RawColumn> load(Sandbox sandbox, Path text, ImportSpec spec) throws IOException {
        Dialect dialect = Dialect.of(text, spec);
        String columns = IntStream.range(0, dialect.names().size())
                .mapToObj(i -> "'" + RawColumn.column(i) + "': 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        sandbox.run("""
                CREATE TABLE %s AS SELECT * FROM read_csv(%s, auto_detect=false, header=false, skip=%d, delim=%s,
                  quote='"', escape='"', new_line='\\n', max_line_size=%d, store_rejects=true, rejects_limit=1,
                  columns=%s)""".formatted(RawColumn.TABLE, Sandbox.literal(text.toString()), dialect.skip(),
                Sandbox.literal(String.valueOf(dialect.delimiter())), LONGEST_LINE, columns));
        refuseRejected(sandbox, text, dialect);
        return IntStream.range(0, dialect.names().size())
                .mapToObj(i -> new RawColumn(dialect.names().get(i), RawColumn.column(i), Kind.UNTYPED,
                        spec.missingWords()))
                .toList();
    }

    private static void refuseRejected(Sandbox sandbox, Path text, Dialect dialect) throws IOException {
        List<Rejected> rejected = sandbox.query("""
                SELECT error_type, line_byte_position, error_message FROM reject_errors
                ORDER BY line_byte_position, column_idx LIMIT 1""", Rejected::read);
        for (Rejected r : rejected) {
            throw Refusal.invalid("file", "line %d %s".formatted(line(text, r.position()), r.complaint(dialect)));
        }
    }

    /** The line that a byte stands in, from 1. */
    private static long line(Path text, long position) throws IOException {
        long line = 1;
        try (InputStream in = Files.newInputStream(text)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = position; left > 0;) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                for (int i = 0; i < read; i++) {
                    line += buffer[i] == '\n' ? 1 : 0;
                }
                left = read < 0 ? 0 : left - read;
            }
        }
        return line;
    }

    private record Rejected(String type, long position, String message) {

        static List<Rejected> read(ResultSet rows) throws SQLException {
            return rows.next() ? List.of(new Rejected(rows.getString(1), rows.getLong(2), rows.getString(3)))
                    : List.of();
        }

        String complaint(Dialect dialect) {
            int width = dialect.names().size();
            return switch (type) {
                case "MISSING COLUMNS",
                        "TOO MANY COLUMNS" ->
                    "has %s values than the %d columns of the first record; "
                            .formatted(type.startsWith("MISSING") ? "fewer" : "more", width)
                            + "quote values that hold the delimiter %s, or set spec.delimiter"
                                    .formatted(Sandbox.literal(String.valueOf(dialect.delimiter())));
                case "UNQUOTED VALUE" -> "opens a quote that is never closed, or goes on after the closing one; "
                        + "double the quotes that belong to a value";
                case "LINE SIZE OVER MAXIMUM" ->
                    "is longer than %d bytes; a quote may be left open".formatted(LONGEST_LINE);
                default -> "cannot be read as csv";
            };
        }
    }
}
