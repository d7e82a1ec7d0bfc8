package dev.fairway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditDataTests {

    private static final int ROWS = 40_000;
    private static final List<Applicant> FAIR = new CreditData(0, 0).draw(ROWS, 1);
    private static final List<Applicant> DRIFTED = new CreditData(1, 0).draw(ROWS, 1);

    @Test
    void theSameSeedGivesTheSamePeople() {
        CreditData lender = new CreditData(0.3, 0.7);
        assertThat(lender.draw(200, 5)).isEqualTo(lender.draw(200, 5)).isNotEqualTo(lender.draw(200, 6));
    }

    @Test
    void theFirstRowOfASeedIsFrozen() {
        assertThat(new CreditData(0, 1.4).draw(1, 2026).getFirst().csv())
                .isEqualTo("50,13970,0.44,6,late,rent,business,west,male,declined");
    }

    @Test
    void smallBatchesOfNeighbouringSeedsAreThePopulation() {
        CreditData lender = new CreditData(0, 0);
        List<Applicant> firsts = IntStream.range(0, 4000).mapToObj(seed -> lender.draw(1, seed).getFirst()).toList();
        assertThat(mean(firsts, Applicant::age)).isCloseTo(41.1, within(0.8));
        assertThat(median(firsts, Applicant::income)).isCloseTo(32_000, within(1200.0));
        assertThat(share(firsts, a -> a.gender().equals("female"))).isCloseTo(0.4, within(0.03));
    }

    @Test
    void numericColumnsHaveTheirDocumentedMeans() {
        assertThat(mean(FAIR, Applicant::age)).isCloseTo(41.1, within(0.3));
        assertThat(median(FAIR, Applicant::income)).isCloseTo(32_000, within(400.0));
        assertThat(mean(FAIR, Applicant::debtRatio)).isCloseTo(0.35, within(0.005));
        assertThat(share(FAIR, a -> a.employmentYears() == null)).isCloseTo(0.02, within(0.003));
    }

    @Test
    void categoricalColumnsHaveTheirDocumentedShares() {
        assertThat(share(FAIR, a -> a.gender().equals("female"))).isCloseTo(0.4, within(0.01));
        assertThat(share(FAIR, a -> a.creditHistory().equals("default"))).isCloseTo(0.05, within(0.005));
        assertThat(share(FAIR, a -> a.purpose().equals("business"))).isCloseTo(0.14, within(0.007));
        assertThat(share(FAIR, a -> a.region().equals("west"))).isCloseTo(0.2, within(0.01));
    }

    @Test
    void aFairLenderApprovesMenAndWomenAlike() {
        assertThat(approvedAmong(FAIR, "female") - approvedAmong(FAIR, "male")).isCloseTo(0, within(0.015));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.4})
    void aBiasedLenderApprovesFewerWomenAndNotFewerMen(double bias) {
        List<Applicant> biased = new CreditData(0, bias).draw(ROWS, 1);
        double gap = approvedAmong(biased, "male") - approvedAmong(biased, "female");
        assertThat(gap).isBetween(0.12 * bias, 0.22 * bias);
        assertThat(approvedAmong(biased, "male")).isEqualTo(approvedAmong(FAIR, "male"));
    }

    @Test
    void driftMovesAgeAndIncomeAsDocumented() {
        assertThat(mean(DRIFTED, Applicant::age) - mean(FAIR, Applicant::age)).isCloseTo(9, within(0.1));
        assertThat(median(DRIFTED, Applicant::income) / median(FAIR, Applicant::income)).isCloseTo(Math.exp(-0.36),
                within(0.001));
    }

    @Test
    void driftLeavesEveryOtherColumnAlone() {
        assertThat(untouched(DRIFTED)).isEqualTo(untouched(FAIR));
    }

    @Test
    void moreIncomeAndLessDebtArePreferred() {
        assertThat(approvedWhere(FAIR, a -> a.income() > 40_000) - approvedWhere(FAIR, a -> a.income() < 25_000))
                .isGreaterThan(0.25);
        assertThat(approvedWhere(FAIR, a -> a.debtRatio() < 0.25) - approvedWhere(FAIR, a -> a.debtRatio() > 0.45))
                .isGreaterThan(0.2);
    }

    @Test
    void theYoungWithABusinessAreAnInteraction() {
        Predicate<Applicant> young = a -> a.age() < 25;
        Predicate<Applicant> business = a -> a.purpose().equals("business");
        double amongYoung = approvedWhere(FAIR, young.and(business.negate()))
                - approvedWhere(FAIR, young.and(business));
        double amongOld = approvedWhere(FAIR, young.negate().and(business.negate()))
                - approvedWhere(FAIR, young.negate().and(business));
        assertThat(amongYoung).isGreaterThan(0.08);
        assertThat(amongOld).isCloseTo(0, within(0.03));
    }

    @Test
    void theHeaderNamesTheColumnsOfALine() {
        Applicant applicant = FAIR.getFirst();
        List<String> columns = Arrays.asList(Applicant.csvHeader().split(","));
        assertThat(columns.subList(0, 9)).isEqualTo(List.copyOf(applicant.features().keySet()));
        assertThat(applicant.csv().split(",", -1)).hasSameSizeAs(columns);
    }

    private static List<List<Object>> untouched(List<Applicant> applicants) {
        return applicants.stream()
                .map(a -> Arrays.<Object>asList(a.debtRatio(), a.employmentYears(), a.creditHistory(), a.housing(),
                        a.purpose(), a.region(), a.gender()))
                .collect(Collectors.toList());
    }

    private static double approvedAmong(List<Applicant> applicants, String gender) {
        return approvedWhere(applicants, a -> a.gender().equals(gender));
    }

    private static double approvedWhere(List<Applicant> applicants, Predicate<Applicant> condition) {
        return share(applicants.stream().filter(condition).toList(), a -> a.outcome().equals(Applicant.APPROVED));
    }

    private static double share(List<Applicant> applicants, Predicate<Applicant> condition) {
        return mean(applicants, a -> condition.test(a) ? 1 : 0);
    }

    private static double mean(List<Applicant> applicants, ToDoubleFunction<Applicant> value) {
        return applicants.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double median(List<Applicant> applicants, Function<Applicant, Integer> value) {
        return applicants.stream().map(value).sorted().skip(applicants.size() / 2).findFirst().orElseThrow();
    }
}
