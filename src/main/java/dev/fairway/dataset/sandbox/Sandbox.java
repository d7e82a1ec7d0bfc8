package dev.fairway.dataset.sandbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A DuckDB of its own, in memory, that can open the files it was made with and nothing else.
 *
 * <p>What people upload reaches SQL as names and values, so the sandbox does not rely on every statement being
 * quoted right: before any of it is seen, access to files and the network is closed except for the allowed paths, no
 * extension can be loaded, and the configuration is locked so that no statement opens it again.
 */
public final class Sandbox implements AutoCloseable {

    private static final String MEMORY = "1GB";
    private static final int THREADS = 2;

    private final Connection connection;

    private Sandbox(Connection connection) {
        this.connection = connection;
    }

    /** Opens a sandbox that may read and write just the given files and spill what exceeds its memory into a folder. */
    public static Sandbox spilling(Path folder, Path... files) {
        List<String> settings = new ArrayList<>();
        settings.add("SET temp_directory=" + literal(folder.resolve("spill").toAbsolutePath().toString()));
        return open(settings, files);
    }

    /** Opens a sandbox that may read just the given files and keeps everything in memory. */
    public static Sandbox reading(Path... files) {
        return open(List.of("SET temp_directory=''"), files);
    }

    private static Sandbox open(List<String> settings, Path... files) {
        String allowed = Stream.of(files)
                .map(f -> literal(f.toAbsolutePath().normalize().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        try {
            Sandbox sandbox = new Sandbox(DriverManager.getConnection("jdbc:duckdb:"));
            settings.forEach(sandbox::run);
            sandbox.run("SET memory_limit='%s'".formatted(MEMORY));
            sandbox.run("SET threads=%d".formatted(THREADS));
            sandbox.run("SET autoinstall_known_extensions=false");
            sandbox.run("SET autoload_known_extensions=false");
            sandbox.run("SET allowed_paths=" + allowed);
            sandbox.run("SET enable_external_access=false");
            sandbox.run("SET lock_configuration=true");
            return sandbox;
        } catch (SQLException e) {
            throw new IllegalStateException("no in-memory database can be opened", e);
        }
    }

    /** How a result is turned into a value. */
    public interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** @throws QueryFailed when the statement cannot be carried out */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new QueryFailed(e);
        }
    }

    /** Runs a query and reads its whole result. @throws QueryFailed when it cannot be carried out */
    public <T> T query(String sql, Reading<T> reading, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new QueryFailed(e);
        }
    }

    /** A name as SQL, whatever characters it is made of. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as SQL, for the places that take no parameter. */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** The rows of a Parquet file as SQL. */
    public static String parquet(Path file) {
        return "read_parquet(" + literal(file.toAbsolutePath().normalize().toString()) + ")";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("an in-memory database cannot be closed", e);
        }
    }

    /** The database could not carry out a statement: the bytes it reads are not what they should be, or a defect. */
    public static final class QueryFailed extends RuntimeException {
        QueryFailed(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
