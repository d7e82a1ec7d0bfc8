package dev.fairway.training.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.dataset.QualityReport;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import dev.fairway.testing.Databases;
import dev.fairway.testing.Databases.Database;
import dev.fairway.testing.InProduction;
import dev.fairway.testing.MovableClock;
import dev.fairway.training.AlarmRaised;
import dev.fairway.training.JobState;
import dev.fairway.training.request.ChosenDatasets;
import dev.fairway.training.request.People;
import dev.fairway.training.retrain.Firing.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RetrainingTests {

    private static final ModelName MODEL = new ModelName("credit");
    private static final String NIGHTLY = "[{\"on\": \"schedule\", \"cron\": \"0 0 3 * * *\"}]";
    private static final String GROWN = "[{\"on\": \"data\", \"min_rows\": 100}]";

    /** A Monday. */
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T12:00:00Z"));
    private final FakeJobs jobs = new FakeJobs();
    private final InProduction models = new InProduction(3);
    private final List<Dataset> datasets = new ArrayList<>(List.of(People.DATASET));

    /** One instance of the service on a database. */
    private record Replica(RetrainPolicies policies, Retraining retraining) {}

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void aScheduleStartsAJobWhenItIsDueAndNotBefore(Database database) {
        Replica replica = replica(database.open());
        put(replica, NIGHTLY, "");
        clock.pass(Duration.ofHours(14));
        replica.retraining.look();
        assertThat(jobs.submitted).isEmpty();
        clock.pass(Duration.ofHours(1));
        replica.retraining.look();
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
        assertThat(known(replica).nextAt()).isEqualTo("2026-03-04T03:00:00Z");
        assertThat(known(replica).firings()).containsExactly(
                new Firing(clock.instant(), "schedule", Outcome.STARTED, "j1", "due at 2026-03-03T03:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void whatWasMissedWhileNoServiceRanIsMadeGoodOnce(Database database) {
        DataSource source = database.open();
        put(replica(source), NIGHTLY, "");
        clock.pass(Duration.ofDays(5));
        Replica later = replica(source);
        later.retraining.look();
        later.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
        assertThat(known(later).nextAt()).isEqualTo("2026-03-08T03:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void ofManyReplicasOneStartsTheJob(Database database) throws InterruptedException {
        DataSource source = database.open();
        put(replica(source), NIGHTLY, "");
        clock.pass(Duration.ofDays(1));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> replicas = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Replica replica = replica(source);
            replicas.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                    replica.retraining.look();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        start.countDown();
        for (Thread replica : replicas) {
            replica.join();
        }
        assertThat(jobs.submitted).hasSize(1);
        assertThat(known(replica(source)).firings()).hasSize(1);
    }

    @Test
    void anIntervalIsCountedFromWhenThePolicyWasMade() {
        Replica replica = h2();
        put(replica, "[{\"on\": \"schedule\", \"every\": \"PT6H\"}]", "");
        clock.pass(Duration.ofHours(13));
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
        assertThat(known(replica).nextAt()).isEqualTo("2026-03-03T06:00:00Z");
    }

    @Test
    void theClockHangsInTheZoneThatIsNamed() {
        Replica replica = h2();
        put(replica, "[{\"on\": \"schedule\", \"cron\": \"0 0 3 * * SUN\", \"zone\": \"Europe/Berlin\"}]", "");
        assertThat(known(replica).nextAt()).isEqualTo("2026-03-08T02:00:00Z");
    }

    @Test
    void tooSoonAndTooOftenAreSkippedAndTold() {
        Replica replica = h2();
        put(replica, "[{\"on\": \"schedule\", \"every\": \"PT1H\"}]", ", \"cooldown\": \"PT90M\", \"max_per_day\": 2");
        for (int hour = 0; hour < 6; hour++) {
            clock.pass(Duration.ofHours(1));
            replica.retraining.look();
        }
        assertThat(known(replica).firings().reversed()).extracting(Firing::outcome)
                .containsExactly(Outcome.STARTED, Outcome.SKIPPED, Outcome.STARTED, Outcome.SKIPPED, Outcome.SKIPPED,
                        Outcome.SKIPPED);
        assertThat(known(replica).firings().getFirst().message()).contains("max_per_day reached: 2 jobs");
        assertThat(known(replica).firings().get(4).message()).contains("cooldown until 2026-03-02T14:30:00Z");
        assertThat(known(replica).startedToday()).isEqualTo(2);
    }

    @Test
    void noJobIsStartedBesideOneThatIsAtWork() {
        Replica replica = h2();
        put(replica, NIGHTLY, "");
        jobs.state = JobState.TRAINING;
        clock.pass(Duration.ofDays(1));
        replica.retraining.look();
        assertThat(jobs.submitted).isEmpty();
        assertThat(known(replica).firings().getFirst().message()).contains("job newest is still at work");
    }

    @Test
    void aDataSetThatHasGrownEnoughStartsAJob() {
        Replica replica = h2();
        put(replica, GROWN, "");
        replica.retraining.look();
        datasets.add(people(3, 1_050));
        replica.retraining.look();
        assertThat(jobs.submitted).isEmpty();
        datasets.add(people(4, 1_100));
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
        assertThat(known(replica).firings().getFirst().message())
                .isEqualTo("data set people has version 4 with 100 more rows");
        jobs.dataset = 4;
        clock.pass(Duration.ofDays(1));
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
    }

    @Test
    void growthInTheCooldownWaitsForItsEnd() {
        Replica replica = h2();
        put(replica, GROWN, "");
        datasets.add(people(3, 2_000));
        replica.retraining.look();
        jobs.dataset = 3;
        datasets.add(people(4, 3_000));
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
        clock.pass(Duration.ofMinutes(61));
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(2);
        assertThat(known(replica).firings()).extracting(Firing::outcome).containsOnly(Outcome.STARTED);
    }

    @Test
    void aJobThatIsNotValidAnyMoreIsToldAndTheScheduleGoesOn() {
        Replica replica = h2();
        put(replica, NIGHTLY, "");
        jobs.refusal = Refusal.invalid("target", "there is no column income");
        clock.pass(Duration.ofDays(1));
        replica.retraining.look();
        assertThat(known(replica).firings().getFirst()).extracting(Firing::outcome, Firing::job)
                .containsExactly(Outcome.REFUSED, null);
        assertThat(known(replica).firings().getFirst().message()).contains("there is no column income");
        jobs.refusal = null;
        clock.pass(Duration.ofDays(1));
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
    }

    @Test
    void aServiceThatIsStoppingLeavesTheFiringToAnother() {
        Replica replica = h2();
        put(replica, NIGHTLY, "");
        jobs.refusal = new Refusal(Refusal.Kind.NOT_READY, "the service is starting or stopping");
        clock.pass(Duration.ofDays(1));
        replica.retraining.look();
        assertThat(known(replica).firings()).isEmpty();
        jobs.refusal = null;
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("dev.fairway.testing.Databases#all")
    void anAlarmStartsAJobOnceAndSurvivesARestart(Database database) {
        DataSource source = database.open();
        Replica replica = replica(source);
        put(replica, "[{\"on\": \"drift\", \"features\": [\"age\"]}]", "");
        replica.retraining.on(drift("debt"));
        replica.retraining.look();
        assertThat(jobs.submitted).isEmpty();
        replica.retraining.on(drift("age"));
        replica.retraining.on(drift("age"));
        Replica later = replica(source);
        later.retraining.look();
        later.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
        assertThat(known(later).firings())
                .containsExactly(new Firing(clock.instant(), "drift", Outcome.STARTED, "j1", "age drifted"));
    }

    @Test
    void anAlarmWaitsForTheEndOfTheCooldownAndOfTheJobBefore() {
        Replica replica = h2();
        put(replica, "[{\"on\": \"drift\"}]", "");
        replica.retraining.on(drift("age"));
        replica.retraining.look();
        replica.retraining.on(drift("debt"));
        replica.retraining.look();
        clock.pass(Duration.ofHours(2));
        jobs.state = JobState.TRAINING;
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(1);
        jobs.state = JobState.SUCCEEDED;
        replica.retraining.look();
        assertThat(jobs.submitted).hasSize(2);
        assertThat(known(replica).firings()).extracting(Firing::message).containsExactly("debt drifted", "age drifted");
    }

    @Test
    void anAlarmOfAVersionThatHasGoneIsForgotten() {
        Replica replica = h2();
        put(replica, "[{\"on\": \"drift\"}]", "");
        replica.retraining.on(drift("age"));
        models.move(4);
        replica.retraining.look();
        assertThat(jobs.submitted).isEmpty();
        assertThat(known(replica).firings()).singleElement()
                .extracting(Firing::message)
                .isEqualTo("age drifted; version 3 is not in production any more");
    }

    private static AlarmRaised drift(String feature) {
        return new AlarmRaised(new VersionId(MODEL, 3), "drift", feature, feature + " drifted");
    }

    @Test
    void aPolicyThatIsOffOrGoneStartsNothing() {
        Replica replica = h2();
        put(replica, NIGHTLY, ", \"enabled\": false");
        clock.pass(Duration.ofDays(2));
        replica.retraining.look();
        put(replica, NIGHTLY, "");
        assertThat(replica.policies.remove(MODEL)).isTrue();
        clock.pass(Duration.ofDays(2));
        replica.retraining.look();
        assertThat(jobs.submitted).isEmpty();
        assertThat(replica.policies.remove(MODEL)).isFalse();
    }

    @Test
    void theJobIsTheLastOneWithTheChangesOfThePolicy() {
        Replica replica = h2();
        put(replica, NIGHTLY, ", \"job\": {\"epochs\": 3, \"warm_start\": \"production\"}");
        clock.pass(Duration.ofDays(1));
        replica.retraining.look();
        assertThat(jobs.submitted.getFirst()).isEqualTo(VersionFolder.JSON.readTree("""
                {"model": "credit", "dataset": {"name": "people"}, "target": "income", "epochs": 3,
                 "warm_start": "production"}"""));
    }

    private static void put(Replica replica, String triggers, String more) {
        replica.policies.put(MODEL, VersionFolder.JSON.readTree("{\"triggers\": %s%s}".formatted(triggers, more)));
    }

    private static RetrainPolicies.Known known(Replica replica) {
        return replica.policies.find(MODEL).orElseThrow();
    }

    private static Dataset people(int version, long rows) {
        Dataset first = People.DATASET;
        return new Dataset("d" + version, first.name(), version, first.format(), rows, first.columns(), first.sha256(),
                first.table(), first.createdAt());
    }

    private Replica h2() {
        return replica(Databases.h2());
    }

    private Replica replica(DataSource source) {
        var stored = new StoredPolicies(JdbcClient.create(source));
        var transactions = new TransactionTemplate(new JdbcTransactionManager(source));
        var chosen = new ChosenDatasets(new Listed());
        return new Replica(new RetrainPolicies(stored, jobs, transactions, clock),
                new Retraining(stored, jobs, chosen, models, transactions, clock));
    }

    private final class Listed implements Datasets {

        @Override
        public Page<Dataset> list(Page.Request page) {
            return new Page<>(List.copyOf(datasets), null);
        }

        @Override
        public Optional<Dataset> find(String id) {
            return datasets.stream()
                    .filter(dataset -> dataset.id().equals(id)
                            || (id.equals("d2") && Objects.equals(dataset, People.DATASET)))
                    .findFirst();
        }

        @Override
        public Addition take(Upload upload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public QualityReport quality(Dataset dataset) {
            return new QualityReport(true, List.of());
        }

        @Override
        public boolean delete(String id) {
            return false;
        }
    }
}
