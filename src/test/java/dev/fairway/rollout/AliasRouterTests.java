package dev.fairway.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.inference.Caller;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.AliasMoved;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Databases;
import dev.fairway.testing.SampleVersion;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

class AliasRouterTests {

    private static final Caller CALLER = new Caller("request-1", _ -> null);

    private static final ModelName INCOME = new ModelName("income");

    private final DataSource database = Databases.h2();
    private final Path home;
    private Replica here;
    private Replica there;

    AliasRouterTests(@TempDir Path home) {
        this.home = home;
        here = new Replica(database, home);
        there = new Replica(database, home);
    }

    @BeforeEach
    void twoVersions() {
        for (String job : new String[]{"job-1", "job-2"}) {
            here.models.register(INCOME, SampleVersion.write(home, job));
        }
    }

    @AfterEach
    void stop() {
        here.context.close();
        there.context.close();
    }

    @Test
    void theVersionInProductionAnswers() {
        here.point(1);
        assertThat(here.answering()).isEqualTo(1);
        here.point(2);
        assertThat(here.answering()).isEqualTo(2);
    }

    @Test
    void otherAliasesChangeNoRoute() {
        here.point(1);
        here.models.point(Models.CANDIDATE, new VersionId(INCOME, 2));
        assertThat(here.answering()).isEqualTo(1);
    }

    @Test
    void theRoutesAreThereAfterARestart() {
        here.point(2);
        here.context.close();
        here = new Replica(database, home);
        assertThat(here.answering()).isEqualTo(2);
    }

    @Test
    void whatAnotherReplicaPromotedArrivesWithTheRefresh() {
        here.point(1);
        there.router.refresh();
        assertThat(there.answering()).isEqualTo(1);
        here.point(2);
        there.router.refresh();
        assertThat(there.answering()).isEqualTo(2);
    }

    @Test
    void whatAnotherReplicaTookOutOfProductionAnswersNoMore() {
        here.point(1);
        there.router.refresh();
        here.models.unpoint(Models.PRODUCTION, INCOME);
        there.router.refresh();
        assertThatThrownBy(there::answering).isInstanceOf(UnknownModel.class);
    }

    @Test
    void aVersionThatCannotBeLoadedGetsNoRoute() {
        here.point(1);
        here.loading().broken = true;
        assertThatThrownBy(() -> here.point(2)).hasMessage("cannot be loaded");
        assertThat(here.answering()).isEqualTo(1);
    }

    @Test
    void aVersionThatCannotBeLoadedHereIsTriedAgain() {
        there.point(1);
        here.loading().broken = true;
        here.router.refresh();
        assertThatThrownBy(here::answering).isInstanceOf(UnknownModel.class);
        here.loading().broken = false;
        here.router.refresh();
        assertThat(here.answering()).isEqualTo(1);
    }

    @Test
    void anUnknownModelIsToldWhatThereIs() {
        here.point(1);
        assertThatThrownBy(() -> here.router.route(new ModelName("other"), CALLER))
                .hasMessage("there is no model other; there are income");
    }

    @Test
    void aModelWithoutProductionIsToldItsVersions() {
        assertThatThrownBy(here::answering)
                .hasMessage("model income has no version in production; it has versions 1, 2,"
                        + " so ask for one of them or let the alias production point to one");
    }

    /** One replica: registry and router on a shared database, and a stand-in for what loads versions. */
    private static final class Replica {

        private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        private final Models models;
        private final AliasRouter router;

        Replica(DataSource database, Path home) {
            TestPropertyValues.of("fairway.registry.directory=" + home.resolve("models")).applyTo(context);
            context.registerBean(DataSource.class, () -> database);
            context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
            context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
            context.registerBean(Clock.class, Clock::systemUTC);
            context.register(Parts.class, Loading.class, AliasRouter.class);
            context.refresh();
            models = context.getBean(Models.class);
            router = context.getBean(AliasRouter.class);
        }

        void point(int version) {
            models.point(Models.PRODUCTION, new VersionId(INCOME, version));
        }

        int answering() {
            return router.route(INCOME, CALLER).answering().number();
        }

        Loading loading() {
            return context.getBean(Loading.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @ConfigurationPropertiesScan("dev.fairway.registry")
    @ComponentScan(basePackages = "dev.fairway.registry", excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.web\\..*"))
    static class Parts {}

    static class Loading {

        private boolean broken;

        @EventListener
        @Order(1)
        void load(AliasMoved event) {
            if (broken) {
                throw new IllegalStateException("cannot be loaded");
            }
        }
    }
}
