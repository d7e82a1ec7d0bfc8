package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The published disparities, recomputed from the data that they were published for. */
class PublishedDisparitiesTests {

    private static final int RACE = 8;
    private static final int SEX = 9;
    private static final int INCOME = 14;

    @Test
    void compasGivesTheNotebooksConfusions() throws IOException {
        List<String[]> rows = read(RealData.dataset("compas/compas-scores-two-years.csv"), 1);
        assertThat(compas(rows, "African-American")).isEqualTo(GroupComparisonTests.BLACK);
        assertThat(compas(rows, "Caucasian")).isEqualTo(GroupComparisonTests.WHITE);
        assertThat(compas(rows, "Hispanic")).isEqualTo(new Confusion(318, 129, 87, 103));
        assertThat(compas(rows, "Asian").falseNegativeRate().value()).isCloseTo(0.0870, within(5e-5));
        assertThat(compas(rows, "Native American").falseNegativeRate().value()).isEqualTo(0.375);
    }

    @Test
    void adultGivesTheDisparitiesOfSexAndRace() throws IOException {
        List<String[]> train = read(RealData.dataset("adult/adult.data"), 0);
        List<String[]> test = read(RealData.dataset("adult/adult.test"), 1);
        List<String[]> all = new ArrayList<>(train);
        all.addAll(test);
        disparities(train, SEX, "Male", -0.196276, 0.358023);
        disparities(train, RACE, "White", -0.103278, 0.596348);
        disparities(test, SEX, "Male", -0.190980, 0.363010);
        disparities(test, RACE, "White", -0.097788, 0.609239);
        disparities(all, SEX, "Male", -0.194516, 0.359655);
        disparities(all, RACE, "White", -0.101445, 0.600592);
        List<String[]> complete = all.stream().filter(row -> !List.of(row).contains("?")).toList();
        assertThat(complete).hasSize(45_222);
        disparities(complete, SEX, "Male", -0.198901, 0.363470);
        disparities(complete, RACE, "White", -0.103959, 0.603769);
    }

    /** The expected values of AIF360-R's test-binary-dataset-metrics.R; an income of 0 is the favourable one there. */
    @Test
    void aif360sTableGivesItsExpectedValues() throws IOException {
        List<String[]> rows = read(RealData.vector("aif360r_data.csv"), 1);
        Rate privileged = rate(rows, row -> row[SEX].equals("1"), row -> row[INCOME].equals("0"));
        Rate unprivileged = rate(rows, row -> !row[SEX].equals("1"), row -> row[INCOME].equals("0"));
        assertThat(privileged).isEqualTo(new Rate(15_119, 15_119 + 6_660));
        assertThat(unprivileged).isEqualTo(new Rate(9_585, 9_585 + 1_177));
        assertThat(privileged.plus(unprivileged).value()).isCloseTo(0.7591653606219844, within(1e-15));
        assertThat(Newcombe.difference(unprivileged, privileged, 0.95).value()).isCloseTo(0.19643287553870947,
                within(1e-15));
        assertThat(Katz.ratio(unprivileged, privileged, 0.95).value()).isCloseTo(1.282963, within(5e-7));
    }

    @Test
    void aif360sPredictionsGiveItsExpectedCells() throws IOException {
        List<String[]> actual = read(RealData.vector("aif360r_actual_data.csv"), 1);
        List<String[]> predicted = read(RealData.vector("aif360r_predicted_data.csv"), 1);
        Confusion privileged = Confusion.NONE;
        for (int row = 0; row < actual.size(); row++) {
            if (actual.get(row)[SEX].equals("1")) {
                privileged = privileged.plus(predicted.get(row)[INCOME].equals("1"),
                        actual.get(row)[INCOME].equals("1"));
            }
        }
        assertThat(privileged).isEqualTo(new Confusion(1, 2, 1, 7));
    }

    /** Low risk is the favourable prediction, no new crime in two years the favourable outcome. */
    private static Confusion compas(List<String[]> rows, String race) {
        Confusion confusion = Confusion.NONE;
        for (String[] row : rows) {
            // counted from the end: descriptions before them hold commas
            if (row[9].equals(race)) {
                confusion = confusion.plus(row[row.length - 13].equals("Low"), row[row.length - 1].equals("0"));
            }
        }
        return confusion;
    }

    private static void disparities(List<String[]> rows, int column, String privileged, double spd, double dir) {
        Rate one = rate(rows, row -> row[column].equals(privileged), row -> row[INCOME].startsWith(">50K"));
        Rate other = rate(rows, row -> !row[column].equals(privileged), row -> row[INCOME].startsWith(">50K"));
        assertThat(Newcombe.difference(other, one, 0.95).value()).isCloseTo(spd, within(1e-6));
        assertThat(Katz.ratio(other, one, 0.95).value()).isCloseTo(dir, within(1e-6));
    }

    private static Rate rate(List<String[]> rows, Predicate<String[]> group, Predicate<String[]> favourable) {
        List<String[]> members = rows.stream().filter(group).toList();
        return new Rate(members.stream().filter(favourable).count(), members.size());
    }

    private static List<String[]> read(Path file, int headerLines) throws IOException {
        return Files.readAllLines(file)
                .stream()
                .skip(headerLines)
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",\\s*", -1))
                .toList();
    }
}
