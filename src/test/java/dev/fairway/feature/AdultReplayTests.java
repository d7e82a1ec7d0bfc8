package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.feature.ReferenceProfile.Reference;
import dev.fairway.statistics.DriftRule;
import dev.fairway.statistics.DriftVerdict;
import dev.fairway.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The Adult data, counted on the bins of a profile fitted on seven tenths of the training rows. */
class AdultReplayTests {

    private static final List<String> NAMES = List.of("age", "workclass", "fnlwgt", "education", "education-num",
            "marital-status", "occupation", "relationship", "race", "sex", "capital-gain", "capital-loss",
            "hours-per-week", "native-country");
    private static final Set<String> NUMERIC = Set.of("age", "fnlwgt", "education-num", "capital-gain", "capital-loss",
            "hours-per-week");
    private static final int WINDOW = 1_000;

    /** One false alarm in ninety days of windows of fifteen minutes. */
    private static final DriftRule RULE = new DriftRule(1.0 / (90 * 24 * 4), 0.1, 200);

    @Test
    void theTestRowsAsTheyAreRaiseNothingInSixteenWindows() throws IOException {
        List<String[]> live = read(RealData.dataset("adult/adult.test"));
        List<Reference> references = references();
        for (int window = 0; window < 16; window++) {
            assertThat(drifted(references, live.subList(window * WINDOW, (window + 1) * WINDOW))).isEmpty();
        }
    }

    @Test
    void eightYearsMoreRaiseAgeAloneInTheFirstWindow() throws IOException {
        List<String[]> live = read(RealData.dataset("adult/adult.test")).subList(0, WINDOW);
        live.forEach(row -> row[0] = String.valueOf(Integer.parseInt(row[0]) + 8));
        assertThat(drifted(references(), live)).containsExactly("age");
    }

    private static Set<String> drifted(List<Reference> references, List<String[]> rows) {
        List<DriftVerdict> verdicts = RULE.judge(references.stream()
                .map(reference -> new DriftRule.Sample(count(reference, rows), reference.counts()))
                .toList());
        Set<String> drifted = new TreeSet<>();
        for (int i = 0; i < references.size(); i++) {
            if (verdicts.get(i).drifted()) {
                drifted.add(references.get(i).feature());
            }
        }
        return drifted;
    }

    private static long[] count(Reference reference, List<String[]> rows) {
        int column = NAMES.indexOf(reference.feature());
        long[] counts = new long[reference.bins().size()];
        ToIntFunction<String> bin = bin(reference.bins());
        rows.stream()
                .map(row -> row[column])
                .filter(value -> !value.equals("?"))
                .forEach(value -> counts[bin.applyAsInt(value)]++);
        return counts;
    }

    private static ToIntFunction<String> bin(Bins bins) {
        return switch (bins) {
            case Bins.Intervals intervals -> value -> intervals.index(Double.parseDouble(value));
            case Bins.Categories categories -> categories.lookup()::index;
        };
    }

    private static List<Reference> references() throws IOException {
        List<String[]> rows = new ArrayList<>(read(RealData.dataset("adult/adult.data")));
        Collections.shuffle(rows, new Random(42));
        List<String[]> training = rows.subList(0, rows.size() * 7 / 10);
        Map<String, Column> columns = new TreeMap<>();
        NAMES.forEach(name -> columns.put(name, column(training, name)));
        List<Feature> features = NAMES.stream().map(name -> feature(training, name)).toList();
        Schema schema = new Schema(Task.REGRESSION, features, new Target.Quantity("y", 0, 1));
        Predictions none = new Predictions.Estimated(new double[0]);
        return ReferenceProfile.fit(schema, new Rows(training.size(), columns), none).features();
    }

    private static Feature feature(List<String[]> rows, String name) {
        int index = NAMES.indexOf(name);
        return NUMERIC.contains(name) ? new Feature.Numeric(name)
                : new Feature.Categorical(name,
                        rows.stream().map(row -> row[index]).filter(word -> !word.equals("?")).distinct().toList());
    }

    private static Column column(List<String[]> rows, String name) {
        int index = NAMES.indexOf(name);
        if (NUMERIC.contains(name)) {
            return new Column.Numbers(rows.stream().mapToDouble(row -> Double.parseDouble(row[index])).toArray());
        }
        @Nullable
        String[] words = new @Nullable String[rows.size()];
        IntStream.range(0, words.length)
                .filter(row -> !rows.get(row)[index].equals("?"))
                .forEach(row -> words[row] = rows.get(row)[index]);
        return new Column.Words(words);
    }

    private static List<String[]> read(Path file) throws IOException {
        return Files.readAllLines(file)
                .stream()
                .filter(line -> line.contains(", "))
                .map(line -> line.split(", "))
                .toList();
    }
}
