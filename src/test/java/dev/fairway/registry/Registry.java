package dev.fairway.registry;

import dev.fairway.testing.SampleVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A registry on a database and a directory, as one replica of the service has it. */
final class Registry {

    static final ModelName INCOME = new ModelName("income");

    final List<Object> events = new ArrayList<>();
    final Models models;
    final Path directory;
    private final Path home;
    private final DataSource database;
    Consumer<Object> listener = _ -> {};

    private Registry(DataSource database, Path home) {
        this.database = database;
        this.home = home;
        this.directory = home.resolve("models");
        VersionStore store = new VersionStore(new RegistryProperties(directory));
        JdbcClient jdbc = JdbcClient.create(database);
        VersionRows versions = new VersionRows(jdbc, store);
        Changes changes = new Changes(new JdbcTransactionManager(database), versions);
        Registration registration = new Registration(store, versions, changes, this::publish, Clock.systemUTC());
        registration.afterPropertiesSet();
        models = new StoredModels(versions, new AliasRows(jdbc), registration, changes, this::publish);
    }

    static Registry start(DataSource database, Path home) {
        return new Registry(database, home);
    }

    /** Another replica, or the same one after a restart. */
    Registry another() {
        return new Registry(database, home);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    ModelVersion register() {
        return register(UUID.randomUUID().toString());
    }

    ModelVersion register(String job) {
        return models.register(INCOME, sample(job));
    }

    Path sample(String job) {
        return SampleVersion.write(home.resolve("work").resolve(UUID.randomUUID().toString()), job);
    }

    private void publish(Object event) {
        listener.accept(event);
        events.add(event);
    }
}
