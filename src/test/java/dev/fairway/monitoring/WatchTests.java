package dev.fairway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Answered;
import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.VersionUnloaded;
import dev.fairway.monitoring.Town.Crowd;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionDeleted;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Databases;
import dev.fairway.testing.Databases.Database;
import dev.fairway.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchTests {

    private static final ModelName LOANS = Town.VERSION.model();
    private static final MonitorPlan.Change BY_THOUSANDS = new MonitorPlan.Change(WindowLength.of(1000), null, null,
            null, null, null);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Town town = new Town(11);
    private TownRegistry registry;

    @BeforeEach
    void register(@TempDir Path folder) {
        registry = new TownRegistry(folder);
    }

    private Station station(DataSource database) {
        return new Station(database, registry, clock);
    }

    private Answered people(Crowd crowd) {
        return town.answer(crowd, clock.instant());
    }

    @Test
    void nothingIsCountedWhereWatchingIsOff() {
        try (Station station = new Station(Databases.h2(), registry, clock, false)) {
            station.watch.answered(people(Crowd.asTrained(700)));
            assertThat(station.monitoring.state(LOANS).open()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void aRestartLosesNoRow(Database kind) {
        DataSource database = kind.open();
        try (Station before = station(database)) {
            before.watch.answered(people(Crowd.asTrained(700)));
        }
        try (Station after = station(database)) {
            after.watch.answered(people(Crowd.asTrained(500)));
            clock.pass(Station.WINDOW);
            assertThat(after.monitoring.report(LOANS, null, null).window().rows()).isEqualTo(1200);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void reportsAndPlansAreThereAfterARestart(Database kind) {
        DataSource database = kind.open();
        Report report;
        try (Station before = station(database)) {
            before.monitoring.change(LOANS, BY_THOUSANDS);
            before.watch.answered(people(Crowd.asTrained(1000)));
            report = before.monitoring.report(LOANS, null, null);
        }
        try (Station after = station(database)) {
            assertThat(after.monitoring.report(LOANS, 1, report.window().id())).isEqualTo(report);
            assertThat(after.monitoring.state(LOANS).plan().window()).isEqualTo(WindowLength.of(1000));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void oldAndSurplusReportsAreDeleted(Database kind) {
        try (Station station = station(kind.open())) {
            station.monitoring.change(LOANS, BY_THOUSANDS);
            for (int window = 0; window < 4; window++) {
                clock.pass(Duration.ofHours(1));
                station.watch.answered(people(Crowd.asTrained(1000)));
            }
            station.settle();
            station.reports.prune(clock.instant().minus(Duration.ofMinutes(150)), 2);
            assertThat(station.reports.between(Town.VERSION, Instant.EPOCH, clock.instant().plusSeconds(1), 9))
                    .extracting(r -> r.window().end())
                    .containsExactly(clock.instant().minus(Duration.ofHours(1)), clock.instant());
        }
    }

    @Test
    void peopleAsInTrainingRaiseNothing() {
        try (Station station = station(Databases.h2())) {
            station.monitoring.change(LOANS, BY_THOUSANDS);
            for (int window = 0; window < 16; window++) {
                station.watch.answered(people(Crowd.asTrained(1000)));
                station.settle();
            }
            assertThat(station.told(WindowClosed.class)).hasSize(16);
            assertThat(station.told(DriftRaised.class)).isEmpty();
            assertThat(station.told(BiasRaised.class)).isEmpty();
        }
    }

    @Test
    void aShiftIsRaisedInTheFirstWindowForTheShiftedFeatureAlone() {
        try (Station station = station(Databases.h2())) {
            station.monitoring.change(LOANS, BY_THOUSANDS);
            station.watch.answered(people(Crowd.asTrained(1000).older(8)));
            Report report = station.monitoring.report(LOANS, null, null);
            assertThat(report.alarms()).containsExactly("drift:age");
            assertThat(report.drift().features()).filteredOn(f -> f.detected())
                    .extracting(f -> f.feature())
                    .containsExactly("age");
        }
    }

    @Test
    void anAlarmIsToldOnceWhileItStands() {
        try (Station station = station(Databases.h2())) {
            station.monitoring.change(LOANS, BY_THOUSANDS);
            for (int window = 0; window < 3; window++) {
                station.watch.answered(people(Crowd.asTrained(1000).older(8)));
            }
            station.settle();
            assertThat(station.told(DriftRaised.class)).extracting(DriftRaised::feature).containsExactly("age");
        }
    }

    @Test
    void anAlarmOutlastsARestartAndAWindowThatIsTooSmall() {
        DataSource database = Databases.h2();
        try (Station before = station(database)) {
            before.watch.answered(people(Crowd.asTrained(1000).older(8)));
            clock.pass(Station.WINDOW);
            before.settle();
        }
        try (Station after = station(database)) {
            after.watch.answered(people(Crowd.asTrained(30)));
            clock.pass(Station.WINDOW);
            assertThat(after.monitoring.report(LOANS, null, null).alarms()).containsExactly("drift:age");
            assertThat(after.told(DriftRaised.class)).isEmpty();
        }
    }

    @Test
    void aGroupThatFaresWorseIsRaisedForThatGroup() {
        try (Station station = station(Databases.h2())) {
            station.monitoring.change(LOANS, BY_THOUSANDS);
            station.watch.answered(people(Crowd.asTrained(1000).womenSayYes(0.2)));
            station.settle();
            assertThat(station.told(BiasRaised.class)).extracting(b -> b.finding().group() + " " + b.finding().metric())
                    .containsExactlyInAnyOrder("f statistical_parity_difference", "f disparate_impact");
        }
    }

    @Test
    void aWindowOfTimeWithoutRowsLeavesNoReport() {
        try (Station station = station(Databases.h2())) {
            station.watch.answered(people(Crowd.asTrained(300)));
            clock.pass(Station.WINDOW);
            station.settle();
            clock.pass(Station.WINDOW);
            assertThat(station.monitoring.report(LOANS, null, null).window().rows()).isEqualTo(300);
            assertThat(station.told(WindowClosed.class)).hasSize(2);
        }
    }

    @Test
    void whoAsksTooEarlyIsToldWhenTheWindowCloses() {
        try (Station station = station(Databases.h2())) {
            station.watch.answered(people(Crowd.asTrained(300)));
            assertThatThrownBy(() -> station.monitoring.report(LOANS, null, null))
                    .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.UNKNOWN))
                    .hasMessageContaining("has 300 rows and closes at 2026-03-01T12:15:00Z");
        }
    }

    @Test
    void answersOfAVersionThatIsNotThereAreCountedAsDropped() {
        try (Station station = station(Databases.h2())) {
            Answered known = people(Crowd.asTrained(5));
            VersionId gone = new VersionId(LOANS, 9);
            station.watch.answered(new Answered(gone, known.rows(), known.attributes(), known.predictions(),
                    known.predictionIds(), known.at()));
            station.settle();
            assertThat(station.meters.get("fairway.monitor.dropped").tag("version", "9").counter().count())
                    .isEqualTo(5);
        }
    }

    @Test
    void aDeletedVersionIsNoLongerWatched() {
        DataSource database = Databases.h2();
        try (Station station = station(database)) {
            station.watch.answered(people(Crowd.asTrained(5)));
            station.watch.forget(new VersionDeleted(Town.VERSION));
            assertThat(station.monitoring.state(LOANS).open()).isEmpty();
            assertThat(station.told(WatchEnded.class)).containsExactly(new WatchEnded(Town.VERSION));
        }
    }

    @Test
    void theWindowOfAnUnloadedVersionClosesAndItsSeriesEnd() {
        DataSource database = Databases.h2();
        try (Station station = station(database)) {
            station.watch.answered(people(Crowd.asTrained(300)));
            station.watch.end(new VersionUnloaded(Town.VERSION));
            assertThat(station.monitoring.state(LOANS).open()).isEmpty();
            assertThat(station.monitoring.report(LOANS, null, null).window().rows()).isEqualTo(300);
            assertThat(station.told(WatchEnded.class)).containsExactly(new WatchEnded(Town.VERSION));
        }
        try (Station next = station(database)) {
            assertThat(next.told(WatchBegan.class)).isEmpty();
        }
    }

    @Test
    void declaredAttributesFollowThePlan() {
        try (Station station = station(Databases.h2())) {
            assertThat(station.plans.of(Town.VERSION)).containsExactly("sex");
            station.monitoring.change(LOANS, new MonitorPlan.Change(null,
                    List.of(new MonitorPlan.Attribute("race", List.of("white"), List.of())), null, null, null, null));
            assertThat(station.plans.of(Town.VERSION)).containsExactly("race");
            station.monitoring.reset(LOANS);
            assertThat(station.plans.of(Town.VERSION)).containsExactly("sex");
        }
    }

    @Test
    void aPlanThatDoesNotFitTheModelIsRefusedByField() {
        try (Station station = station(Databases.h2())) {
            var change = new MonitorPlan.Change(null,
                    List.of(new MonitorPlan.Attribute("age", List.of("old"), List.of()),
                            new MonitorPlan.Attribute("job", List.of("pilot"), List.of())),
                    List.of("maybe"), null, null, null);
            assertThatThrownBy(() -> station.monitoring.change(LOANS, change)).isInstanceOfSatisfying(Refusal.class,
                    r -> assertThat(r.errors()).extracting(Refusal.FieldError::field)
                            .containsExactly("attributes[0].privileged", "attributes[1].privileged", "favourable"));
        }
    }

    @Test
    void anUnknownModelIsNone() {
        try (Station station = station(Databases.h2())) {
            assertThatThrownBy(() -> station.monitoring.state(new ModelName("nobody")))
                    .isInstanceOf(UnknownModel.class);
        }
    }

    @Test
    void theHistoryOfAFeatureHasAPointPerWindow() {
        try (Station station = station(Databases.h2())) {
            station.monitoring.change(LOANS, BY_THOUSANDS);
            station.watch.answered(people(Crowd.asTrained(1000)));
            station.watch.answered(people(Crowd.asTrained(1000).older(8)));
            History history = station.monitoring.history(LOANS,
                    new HistoryQuery(null, "drift_score", "age", Instant.EPOCH, clock.instant().plusSeconds(1), 10));
            assertThat(history.points()).extracting(History.Point::alarming).containsExactly(false, true);
        }
    }
}
