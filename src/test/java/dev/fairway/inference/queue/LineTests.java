package dev.fairway.inference.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.inference.Terms;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order in which a line is served, on a clock of its own. */
class LineTests {

    private static final int ALL = Integer.MAX_VALUE;
    private static final Duration AGEING = Ticket.AGEING;

    private final Line line = new Line();
    /** Close to where the clock overflows, as it may be. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

    @Test
    void equalsAreServedInTheOrderOfTheirComing() {
        List<Ticket> come = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            now += i % 3;
            come.add(come(5));
        }
        assertThat(line.take(ALL, now)).isEqualTo(come);
    }

    @Test
    void atOneMomentTheHigherPriorityIsFirst() {
        Ticket low = come(9);
        Ticket middle = come(5);
        Ticket high = come(1);
        assertThat(line.take(ALL, now)).containsExactly(high, middle, low);
    }

    @Test
    void whoSaysNothingIsInTheMiddleAndWhoSaysTooMuchAtTheEnd() {
        Ticket beyond = come(99);
        Ticket lowest = come(Terms.LOWEST);
        Ticket unsaid = come(Terms.UNSAID);
        Ticket middle = come(5);
        Ticket negative = come(-3);
        Ticket highest = come(1);
        assertThat(line.take(ALL, now)).containsExactly(negative, highest, unsaid, middle, beyond, lowest);
    }

    @Test
    void whoHasWaitedRisesAStepForEachSpan() {
        Ticket low = come(3);
        pass(AGEING.multipliedBy(2).minusNanos(1));
        Ticket early = come(1);
        pass(Duration.ofNanos(2));
        Ticket late = come(1);
        assertThat(line.take(ALL, now)).containsExactly(early, low, late);
    }

    /** However many of the highest priority come, one of the lowest is served after nine spans at the latest. */
    @Test
    void nobodyStarves() {
        Ticket low = come(Terms.LOWEST);
        Duration each = Duration.ofMillis(10);
        List<Ticket> served = new ArrayList<>();
        for (long i = 0; i <= AGEING.multipliedBy(Terms.LOWEST).dividedBy(each); i++) {
            come(1);
            come(1);
            served.addAll(line.take(1, now));
            pass(each);
        }
        // Two come for each that is served, so it is the line's own growth that it would wait out without ageing.
        assertThat(served).doesNotContain(low);
        long late = AGEING.multipliedBy(Terms.LOWEST - 1).dividedBy(each) * 2;
        while (!served.contains(low)) {
            come(1);
            served.addAll(line.take(1, now));
        }
        assertThat(served.indexOf(low)).isLessThanOrEqualTo((int) late + 1);
    }

    @Test
    void theWholeOrderIsThatOfTheRule() {
        Random random = new Random(11);
        List<Ticket> come = new ArrayList<>();
        List<Long> turns = new ArrayList<>();
        long start = now;
        for (int i = 0; i < 2000; i++) {
            pass(Duration.ofMillis(random.nextInt(20)));
            int priority = 1 + random.nextInt(Terms.LOWEST);
            come.add(come(priority));
            turns.add(now - start + priority * AGEING.toNanos());
        }
        List<Ticket> expected = come.stream()
                .sorted(Comparator.comparing(ticket -> turns.get(come.indexOf(ticket))))
                .toList();
        List<Ticket> served = new ArrayList<>();
        while (!line.isEmpty()) {
            served.addAll(line.take(1 + random.nextInt(32), now));
        }
        assertThat(served).isEqualTo(expected);
    }

    @Test
    void thoseOfOtherShapesKeepTheirPlaces() {
        Ticket first = come(shaped(1, 3));
        Ticket other = come(shaped(1, 4));
        Ticket second = come(shaped(2, 3));
        Ticket integers = come(new Tensor("x", DataType.INT32, List.of(1, 3), Tensor.allocate(12)));
        Ticket flat = come(shaped(3));
        assertThat(line.take(8, now)).containsExactly(first, second);
        assertThat(line.take(8, now)).containsExactly(other);
        assertThat(line.take(8, now)).containsExactly(integers);
        assertThat(line.take(8, now)).containsExactly(flat);
    }

    @Test
    void whatDoesNotFitABatchIsNotOvertaken() {
        Ticket first = come(shaped(5, 1));
        Ticket large = come(shaped(6, 1));
        Ticket small = come(shaped(1, 1));
        assertThat(line.take(8, now)).containsExactly(first);
        assertThat(line.take(8, now)).containsExactly(large, small);
    }

    @Test
    void moreThanABatchIsTakenAlone() {
        Ticket huge = come(shaped(20, 1));
        come(shaped(1, 1));
        assertThat(line.take(8, now)).containsExactly(huge);
    }

    @Test
    void whoseTimeIsOverIsDropped() {
        come(5);
        pass(Duration.ofMinutes(2));
        Ticket fresh = come(5);
        assertThat(line.take(ALL, now)).containsExactly(fresh);
    }

    @Test
    void whoIsPutBackHasThePlaceItHad() {
        come(5);
        come(5);
        List<Ticket> taken = line.take(2, now);
        Ticket later = come(5);
        taken.reversed().forEach(line::putBack);
        assertThat(line.take(ALL, now)).containsExactly(taken.getFirst(), taken.getLast(), later);
    }

    @Test
    void rowsAreCountedByPriority() {
        come(2);
        come(7);
        Ticket left = come(7);
        line.remove(left);
        assertThat(line.rowsUpTo(1)).isZero();
        assertThat(line.rowsUpTo(5)).isEqualTo(1);
        assertThat(line.rowsUpTo(Terms.LOWEST)).isEqualTo(2);
        line.take(ALL, now);
        assertThat(line.rowsUpTo(Terms.LOWEST)).isZero();
    }

    private Ticket come(int priority) {
        return come(shaped(1, 1), priority);
    }

    private Ticket come(Tensor input) {
        return come(input, Terms.UNSAID);
    }

    private Ticket come(Tensor input, int priority) {
        Terms terms = new Terms(Duration.ofMinutes(1), priority, () -> false);
        Ticket ticket = new Ticket(List.of(input), input.rows(), terms, now);
        line.add(ticket);
        return ticket;
    }

    private static Tensor shaped(Integer... shape) {
        return Tensor.of("x", List.of(shape), new float[List.of(shape).stream().reduce(1, Math::multiplyExact)]);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
