package dev.fairway.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Fresh databases with Fairway's schema. A persistence test runs on all of them:
 *
 * <pre>
 * &#64;ParameterizedTest
 * &#64;MethodSource("dev.fairway.testing.Databases#all")
 * void …(Database database) { DataSource source = database.open(); … }
 * </pre>
 */
public final class Databases {

    private static @Nullable PostgreSQLContainer postgres;

    private Databases() {}

    /** A kind of database; opening PostgreSQL skips the test where no container engine is. */
    public interface Database {
        DataSource open();
    }

    public static Stream<Named<Database>> all() {
        return Stream.of(Named.of("H2", Databases::h2), Named.of("PostgreSQL", Databases::postgres));
    }

    public static DataSource h2() {
        return migrated(new DriverManagerDataSource(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                "fairway", "fairway"));
    }

    public static DataSource postgres() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no container engine: PostgreSQL is not tested");
        PostgreSQLContainer server = server();
        String database = "d" + UUID.randomUUID().toString().replace("-", "");
        var admin = new DriverManagerDataSource(server.getJdbcUrl(), server.getUsername(), server.getPassword());
        org.springframework.jdbc.core.simple.JdbcClient.create(admin).sql("create database " + database).update();
        String url = server.getJdbcUrl().replace("/" + server.getDatabaseName(), "/" + database);
        return migrated(new DriverManagerDataSource(url, server.getUsername(), server.getPassword()));
    }

    /** One server for all tests of this JVM; the container engine removes it when the JVM ends. */
    private static synchronized PostgreSQLContainer server() {
        if (postgres == null) {
            postgres = new PostgreSQLContainer("postgres:18-alpine");
            postgres.start();
        }
        return postgres;
    }

    private static DataSource migrated(DataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }
}
