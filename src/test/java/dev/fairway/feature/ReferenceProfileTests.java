package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.feature.ReferenceProfile.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReferenceProfileTests {

    private static final Predictions NO = new Predictions.Classified(List.of("no", "yes"), new int[0], new float[0]);

    @Test
    void aContinuousFeatureIsCutIntoTenBinsOfEqualMass() {
        Reference reference = numeric(new Random(1).doubles(1_000).toArray());
        assertThat(reference.counts()).hasSize(10).containsOnly(100);
        assertThat(reference.missing()).isZero();
    }

    @Test
    void aValueOfMoreThanABinsShareHasABinOfItsOwn() {
        double[] gains = DoubleStream.concat(DoubleStream.generate(() -> 0).limit(920), range(1, 80)).toArray();
        Reference reference = numeric(gains);
        assertThat(reference.counts()).containsExactly(920, 80);
        assertThat(edges(reference)).containsExactly(0.5);
    }

    @Test
    void aFrequentValueAmongOthersStandsAlone() {
        double[] hours = DoubleStream.concat(DoubleStream.generate(() -> 40).limit(460),
                DoubleStream.concat(range(1, 39).flatMap(h -> DoubleStream.generate(() -> h).limit(6)),
                        range(41, 51).flatMap(h -> DoubleStream.generate(() -> h).limit(6))))
                .toArray();
        Reference reference = numeric(hours);
        assertThat(edges(reference)).contains(39.5, 40.5);
        assertThat(countOf(reference, 40)).isEqualTo(460);
    }

    @Test
    void neighbouringFrequentValuesStandAlone() {
        Reference reference = numeric(new double[]{1, 1, 1, 2, 2, 2, 2, 3, 3, 3});
        assertThat(reference.counts()).containsExactly(3, 4, 3);
        assertThat(edges(reference)).containsExactly(1.5, 2.5);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 10, 16, 50, 400})
    void noBinIsEmptyHoweverTheValuesAreTied(int distinct) {
        Random random = new Random(distinct);
        for (int skew = 1; skew <= 6; skew++) {
            double power = skew;
            Reference reference = numeric(
                    random.doubles(500).map(u -> Math.floor(distinct * Math.pow(u, power))).toArray());
            assertThat(reference.rows()).isEqualTo(500);
            assertThat(reference.counts()).hasSizeLessThanOrEqualTo(20);
            assertThat(reference.counts()).doesNotContain(0);
        }
    }

    @Test
    void twoRowsMakeTwoBins() {
        assertThat(numeric(new double[]{1, 2}).counts()).containsExactly(1, 1);
    }

    @Test
    void neighbouringDoublesAreTold() {
        double one = 1;
        assertThat(numeric(new double[]{one, Math.nextUp(one)}).counts()).containsExactly(1, 1);
    }

    @Test
    void theGreatestDoublesDoNotOverflow() {
        assertThat(edges(numeric(new double[]{-Double.MAX_VALUE, Double.MAX_VALUE}))).containsExactly(0);
        assertThat(numeric(new double[]{Double.MAX_VALUE}).counts()).containsExactly(0, 1, 0);
    }

    @Test
    void roundingToSinglePrecisionMovesNoValue() {
        double[] tenths = IntStream.range(0, 1_000).mapToDouble(i -> (i % 97) / 10.0).toArray();
        Reference reference = numeric(tenths);
        Bins.Intervals bins = (Bins.Intervals) reference.bins();
        assertThat(DoubleStream.of(tenths).allMatch(value -> bins.index((float) value) == bins.index(value))).isTrue();
    }

    @Test
    void aChangeOfAConstantShows() {
        Reference reference = numeric(new double[]{7, 7, 7});
        Bins.Intervals bins = (Bins.Intervals) reference.bins();
        assertThat(reference.counts()).containsExactly(0, 3, 0);
        assertThat(List.of(bins.index(6.9), bins.index(7.0f), bins.index(7.1))).containsExactly(0, 1, 2);
    }

    @Test
    void aConstantZeroIsToldFromTheLeastElse() {
        Bins.Intervals bins = (Bins.Intervals) numeric(new double[]{0, -0.0}).bins();
        assertThat(List.of(bins.index(-1e-9), bins.index(0), bins.index(1e-9))).containsExactly(0, 1, 2);
    }

    @Test
    void valuesThatAreNotFiniteAreMissing() {
        Reference reference = numeric(new double[]{1, Double.NaN, Double.POSITIVE_INFINITY, 2});
        assertThat(reference.missing()).isEqualTo(2);
        assertThat(reference.rows()).isEqualTo(2);
        assertThat(((Bins.Intervals) reference.bins()).high()).isEqualTo(2);
    }

    @Test
    void aColumnWithoutAnyValueHasOneEmptyBin() {
        Reference reference = numeric(new double[]{Double.NaN, Double.NaN});
        assertThat(reference.counts()).containsExactly(0);
        assertThat(reference.missing()).isEqualTo(2);
        assertThat(((Bins.Intervals) reference.bins()).outOfRange(3)).isTrue();
    }

    @Test
    void oneOutlierMovesOneRow() {
        double[] values = new Random(4).doubles(5_000).toArray();
        double[] withOutlier = Arrays.copyOf(values, values.length + 1);
        withOutlier[values.length] = 1e6;
        assertThat(edges(numeric(withOutlier))).containsExactly(edges(numeric(values)), within(0.01));
    }

    @Test
    void frequentCategoriesStandAloneRareOnesShareABin() {
        String[] words = words("a", 600, "b", 385, "c", 10, "d", 5);
        Reference reference = categorical(List.of("a", "b", "c", "d"), words);
        assertThat(reference.bins()).isEqualTo(new Bins.Categories(List.of("a", "b", "c"), List.of("d")));
        assertThat(reference.counts()).containsExactly(600, 385, 10, 5, 0);
    }

    @Test
    void wordsThatTheModelDoesNotKnowAreUnseenInTrainingToo() {
        Reference reference = categorical(List.of("a"), words("a", 90, "id-1", 10));
        assertThat(reference.counts()).containsExactly(90, 0, 10);
    }

    @Test
    void aMissingWordIsMissing() {
        Reference reference = categorical(List.of("a"), new @Nullable String[]{"a", null});
        assertThat(reference.counts()).containsExactly(1, 0, 0);
        assertThat(reference.missing()).isEqualTo(1);
    }

    @Test
    void atMostTwentyCategoriesStandAlone() {
        String[] words = IntStream.range(0, 3_000).mapToObj(i -> "w" + (int) Math.sqrt(i % 900)).toArray(String[]::new);
        List<String> known = IntStream.range(0, 30).mapToObj(i -> "w" + i).toList();
        Bins.Categories bins = (Bins.Categories) categorical(known, words).bins();
        assertThat(bins.categories()).hasSize(20).startsWith("w29", "w28");
        assertThat(bins.rare()).hasSize(10);
    }

    @Test
    void aCategoryWithoutARowIsRare() {
        Reference reference = categorical(List.of("a", "ghost"), words("a", 10));
        assertThat(reference.bins()).isEqualTo(new Bins.Categories(List.of("a"), List.of("ghost")));
    }

    @Test
    void everyClassIsCountedHoweverRare() {
        int[] classes = new int[1_000];
        classes[0] = 1;
        Reference prediction = fit(new Predictions.Classified(List.of("no", "yes"), classes, new float[2_000]));
        assertThat(prediction.feature()).isEqualTo("prediction");
        assertThat(prediction.bins()).isEqualTo(new Bins.Categories(List.of("no", "yes"), List.of()));
        assertThat(prediction.counts()).containsExactly(999, 1, 0, 0);
    }

    @Test
    void estimatesAreCutLikeFeatures() {
        Reference prediction = fit(new Predictions.Estimated(range(1, 200).toArray()));
        assertThat(prediction.counts()).hasSize(10).containsOnly(20);
    }

    @Test
    void featuresAreCountedInTheirOrder() {
        Schema schema = new Schema(Task.BINARY_CLASSIFICATION,
                List.of(new Feature.Categorical("city", List.of("Rome")), new Feature.Numeric("age")),
                new Target.Classes("y", List.of("no", "yes")));
        Rows rows = new Rows(1, Map.of("age", new Column.Numbers(new double[]{30}), "city",
                new Column.Words(new String[]{"Rome"}), "other", new Column.Words(new String[]{"x"})));
        ReferenceProfile profile = ReferenceProfile.fit(schema, rows, NO);
        assertThat(profile.rows()).isEqualTo(1);
        assertThat(profile.features()).extracting(Reference::feature).containsExactly("city", "age");
    }

    @Test
    void anAbsentColumnIsRefusedByName() {
        Schema schema = new Schema(Task.BINARY_CLASSIFICATION, List.of(new Feature.Numeric("age")),
                new Target.Classes("y", List.of("no", "yes")));
        assertThatIllegalArgumentException().isThrownBy(() -> ReferenceProfile.fit(schema, new Rows(0, Map.of()), NO))
                .withMessageContaining("age");
    }

    @Test
    void countsMustFitTheBins() {
        Bins bins = new Bins.Categories(List.of("a"), List.of());
        assertThatIllegalArgumentException().isThrownBy(() -> new Reference("x", bins, new long[2], 0));
    }

    @Test
    void outlivesItsJson() {
        ReferenceProfile profile = new ReferenceProfile(5, List.of(numeric(new double[]{1, 2, 2, 3, Double.NaN})),
                categorical(List.of("a"), words("a", 5)));
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readValue(json.writeValueAsString(profile), ReferenceProfile.class)).usingRecursiveComparison()
                .isEqualTo(profile);
    }

    private static Reference numeric(double[] values) {
        return fit(new Feature.Numeric("x"), new Column.Numbers(values));
    }

    private static Reference categorical(List<String> known, @Nullable String[] words) {
        return fit(new Feature.Categorical("x", known), new Column.Words(words));
    }

    private static Reference fit(Feature feature, Column column) {
        Schema schema = new Schema(Task.BINARY_CLASSIFICATION, List.of(feature),
                new Target.Classes("y", List.of("no", "yes")));
        return ReferenceProfile.fit(schema, new Rows(column.rows(), Map.of("x", column)), NO).features().getFirst();
    }

    private static Reference fit(Predictions heldOut) {
        Schema schema = new Schema(Task.REGRESSION, List.of(), new Target.Quantity("y", 0, 1));
        return ReferenceProfile.fit(schema, new Rows(0, Map.of()), heldOut).prediction();
    }

    private static double[] edges(Reference reference) {
        return ((Bins.Intervals) reference.bins()).edges();
    }

    private static long countOf(Reference reference, double value) {
        return reference.counts()[((Bins.Intervals) reference.bins()).index(value)];
    }

    private static DoubleStream range(int first, int last) {
        return IntStream.rangeClosed(first, last).asDoubleStream();
    }

    private static String[] words(Object... wordsAndCounts) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < wordsAndCounts.length; i += 2) {
            words.addAll(Collections.nCopies((int) wordsAndCounts[i + 1], (String) wordsAndCounts[i]));
        }
        return words.toArray(String[]::new);
    }
}
