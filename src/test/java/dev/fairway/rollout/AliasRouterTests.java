package dev.fairway.rollout;

import static dev.fairway.rollout.Replica.INCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Databases;
import dev.fairway.testing.SampleVersion;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasRouterTests {

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
        here.close();
        there.close();
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
        here.close();
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
        assertThatThrownBy(() -> here.router.route(new ModelName("other"), Replica.caller("request-1")))
                .hasMessage("there is no model other; there are income");
    }

    @Test
    void aModelWithoutProductionIsToldItsVersions() {
        assertThatThrownBy(here::answering)
                .hasMessage("model income has no version in production; it has versions 1, 2,"
                        + " so ask for one of them or let the alias production point to one");
    }
}
