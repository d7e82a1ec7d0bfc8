package dev.fairway.rollout;

import dev.fairway.inference.Caller;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.TrafficChanged;
import dev.fairway.registry.VersionId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** One replica: registry and routes on a shared database, and a stand-in for what loads versions. */
final class Replica implements AutoCloseable {

    static final ModelName INCOME = new ModelName("income");

    final Models models;
    final AliasRouter router;
    final Traffic traffic;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    Replica(DataSource database, Path home) {
        TestPropertyValues.of("fairway.registry.directory=" + home.resolve("models")).applyTo(context);
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.register(Parts.class, Loading.class, AliasRouter.class, Traffic.class, TrafficRows.class,
                TrafficReading.class);
        context.refresh();
        models = context.getBean(Models.class);
        router = context.getBean(AliasRouter.class);
        traffic = context.getBean(Traffic.class);
    }

    void point(int version) {
        models.point(Models.PRODUCTION, new VersionId(INCOME, version));
    }

    /** Splits the calls by weights given as pairs of version and weight. */
    void split(int... pairs) {
        traffic.change(INCOME, new TrafficWish(shares(pairs), List.of(), null));
    }

    static List<TrafficWish.@Nullable Share> shares(int... pairs) {
        return IntStream.range(0, pairs.length / 2).<TrafficWish
                .@Nullable Share>mapToObj(i -> new TrafficWish.Share(pairs[2 * i], pairs[2 * i + 1]))
                .toList();
    }

    /** The version that answers a call. */
    int answering() {
        return router.route(INCOME, caller("request-1")).answering().number();
    }

    /** The versions that answer many calls. */
    Set<Integer> allAnswering() {
        return IntStream.range(0, 200)
                .mapToObj(i -> router.route(INCOME, caller("request-" + i)).answering().number())
                .collect(Collectors.toSet());
    }

    /** The versions that shadow a call. */
    List<Integer> shadows() {
        return router.route(INCOME, caller("request-1")).shadows().stream().map(VersionId::number).toList();
    }

    /** Somebody whose request has an id and no header. */
    static Caller caller(String requestId) {
        return new Caller(requestId, _ -> null);
    }

    Loading loading() {
        return context.getBean(Loading.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @ConfigurationPropertiesScan("dev.fairway.registry")
    @ComponentScan(basePackages = "dev.fairway.registry", excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(web|intake)\\..*"))
    static class Parts {}

    static class Loading {

        final List<TrafficChanged> changes = new ArrayList<>();
        final Set<Integer> loaded = new HashSet<>();
        boolean broken;

        @EventListener
        @Order(1)
        void load(AliasMoved event) {
            load(Set.of(event.to().number()));
        }

        @EventListener
        @Order(1)
        void load(TrafficChanged event) {
            load(event.plan().versions());
            changes.add(event);
        }

        private void load(Set<Integer> versions) {
            if (broken) {
                throw new IllegalStateException("cannot be loaded");
            }
            loaded.addAll(versions);
        }
    }
}
