package dev.fairway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.inference.Answered;
import dev.fairway.monitoring.Town.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Monitor.Closed> closed = new ArrayList<>();
    private final Town town = new Town(7);

    private Monitor monitor(WindowLength window, Instant at) {
        MonitorPlan plan = MonitorPlan.of(Town.FAIRNESS, window);
        return new Monitor(Town.watched(), new OpenWindow(Town.watched(), plan, at, 20), 20, closed::add);
    }

    @Test
    void aWindowOfRowsClosesWithExactlySoManyRows() {
        monitor(WindowLength.of(1000), NOON).count(town.answer(Crowd.asTrained(2300), NOON));
        assertThat(closed).extracting(c -> c.counted().rows()).containsExactly(1000L, 1000L);
        assertThat(closed.getFirst().counted().features()).allSatisfy(f -> assertThat(f.rows()).isEqualTo(1000));
        assertThat(closed.getFirst().counted().prediction().rows()).isEqualTo(1000);
    }

    @Test
    void theRowsBehindTheLimitAreCountedInTheNextWindow() {
        Monitor monitor = monitor(WindowLength.of(1000), NOON);
        monitor.count(town.answer(Crowd.asTrained(2300), NOON));
        assertThat(monitor.counted().rows()).isEqualTo(300);
    }

    @Test
    void aWindowOfTimeEndsAtTheClocksMark() {
        Monitor monitor = monitor(WindowLength.of(Duration.ofSeconds(15)), NOON.plusSeconds(4));
        monitor.count(town.answer(Crowd.asTrained(10), NOON.plusSeconds(14)));
        monitor.tick(NOON.plusSeconds(15));
        assertThat(closed).singleElement().satisfies(c -> {
            assertThat(c.end()).isEqualTo(NOON.plusSeconds(15));
            assertThat(c.counted().start()).isEqualTo(NOON.plusSeconds(4));
            assertThat(c.counted().rows()).isEqualTo(10);
        });
    }

    @Test
    void anAnswerBehindTheEndClosesTheWindowFirst() {
        Monitor monitor = monitor(WindowLength.of(Duration.ofSeconds(15)), NOON);
        monitor.count(town.answer(Crowd.asTrained(10), NOON.plusSeconds(1)));
        monitor.count(town.answer(Crowd.asTrained(20), NOON.plusSeconds(31)));
        assertThat(closed).extracting(c -> c.counted().rows()).containsExactly(10L);
        assertThat(monitor.counted().start()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void anotherPlanClosesTheOpenWindowEarly() {
        Monitor monitor = monitor(WindowLength.of(Duration.ofMinutes(15)), NOON);
        monitor.count(town.answer(Crowd.asTrained(10), NOON));
        monitor.follow(MonitorPlan.of(Town.FAIRNESS, WindowLength.of(1000)), NOON.plusSeconds(9));
        monitor.count(town.answer(Crowd.asTrained(1000), NOON.plusSeconds(10)));
        assertThat(closed).extracting(c -> c.counted().rows()).containsExactly(10L, 1000L);
    }

    @Test
    void thePartsOfAWindowCountAsTheWhole() {
        Answered people = town.answer(Crowd.asTrained(1000), NOON);
        for (int cut : List.of(1, 250, 999)) {
            Monitor monitor = monitor(WindowLength.of(1000), NOON);
            Town.cut(people, cut).forEach(monitor::count);
        }
        monitor(WindowLength.of(1000), NOON).count(people);
        assertThat(closed).hasSize(4)
                .extracting(Monitor.Closed::counted)
                .allSatisfy(counted -> assertThat(counted).usingRecursiveComparison()
                        .isEqualTo(closed.getLast().counted()));
    }

    @Test
    void aResumedWindowGoesOnWhereItWas() {
        Monitor before = monitor(WindowLength.of(1000), NOON);
        before.count(town.answer(Crowd.asTrained(600), NOON));
        OpenWindow resumed = OpenWindow.resumed(Town.watched(), before.counted(), 20);
        new Monitor(Town.watched(), resumed, 20, closed::add).count(town.answer(Crowd.asTrained(400), NOON));
        assertThat(closed.getFirst().counted().rows()).isEqualTo(1000);
        assertThat(closed.getFirst().counted().features().getFirst().rows()).isEqualTo(1000);
    }

    @Test
    void rowsWithoutAFeatureAreCountedNowhere() {
        Answered people = town.answer(Crowd.asTrained(5), NOON);
        Answered bare = new Answered(people.version(), new dev.fairway.feature.Rows(5, Map.of()), Map.of(),
                people.predictions(), people.predictionIds(), NOON);
        Monitor monitor = monitor(WindowLength.of(1000), NOON);
        assertThatThrownBy(() -> monitor.count(bare)).hasMessageContaining("age");
        assertThat(monitor.counted().rows()).isZero();
    }

    @Test
    void theAttributesGroupsAreThoseOfTraining() {
        Monitor monitor = monitor(WindowLength.of(5000), NOON);
        monitor.count(town.answer(Crowd.asTrained(1000), NOON));
        var sex = monitor.counted().groups().getFirst();
        assertThat(sex.groups()).containsExactly("m", "f", "other");
        assertThat(sex.rows()[0] + sex.rows()[1]).isEqualTo(1000);
    }
}
