package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Refusal;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PreprocessingTests {

    private static final Step AGE = new Step.Scale("age", 40, 30, 10);
    private static final Step HOURS = new Step.Scale("hours", 0, 0, 2);
    private static final Step SEX = new Step.Encode("sex", List.of("Male", "Female"));
    private static final Step JOB = new Step.Encode("job", List.of("smith"));

    private final Rows rows = new Rows(3,
            Map.of("age", new Column.Numbers(new double[]{30, 50, Double.NaN}), "hours",
                    new Column.Numbers(new double[]{2, 4, 6}), "sex",
                    new Column.Words(new String[]{"Female", null, "unheard of"}), "job",
                    new Column.Words(new String[]{"smith", "clerk", "smith"}), "unread",
                    new Column.Words(new String[]{"x", "y", "z"})));

    @Test
    void numbersAreCentredAndScaledRowByRow() {
        Tensor numeric = apply(AGE, SEX, HOURS).getFirst();
        assertThat(numeric.name()).isEqualTo("numeric");
        assertThat(numeric.shape()).containsExactly(3, 2);
        assertThat(numeric.toFloats()).containsExactly(0, 1, 2, 2, 1, 3);
    }

    @Test
    void aMissingNumberBecomesTheImputedOneBeforeItIsScaled() {
        assertThat(apply(AGE).getFirst().toFloats()[2]).isEqualTo((40f - 30) / 10);
    }

    @Test
    void wordsBecomeIndicesAndWhatTrainingDidNotKnowIsZero() {
        Tensor categorical = apply(SEX, AGE, JOB).getLast();
        assertThat(categorical.name()).isEqualTo("categorical");
        assertThat(categorical.type()).isEqualTo(DataType.INT64);
        assertThat(categorical.shape()).containsExactly(3, 2);
        assertThat(categorical.toLongs()).containsExactly(2, 1, 0, 0, 0, 1);
    }

    @Test
    void theNumbersComeBeforeTheWordsWhateverTheOrderOfTheSteps() {
        assertThat(apply(SEX, AGE)).extracting(Tensor::name).containsExactly("numeric", "categorical");
    }

    @Test
    void aTensorWithoutColumnsIsLeftOut() {
        assertThat(apply(HOURS)).extracting(Tensor::name).containsExactly("numeric");
        assertThat(apply(JOB)).extracting(Tensor::name).containsExactly("categorical");
    }

    @Test
    void noRowsMakeEmptyTensors() {
        Tensor numeric = new Preprocessing(List.of(AGE)).fitted()
                .apply(new Rows(0, Map.of("age", new Column.Numbers(new double[0]))))
                .getFirst();
        assertThat(numeric.shape()).containsExactly(0, 1);
        assertThat(numeric.toFloats()).isEmpty();
    }

    @Test
    void aColumnThatIsAbsentOrOfAnotherKindIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> apply(new Step.Scale("sex", 0, 0, 1)))
                .withMessageContaining("sex");
        assertThatIllegalArgumentException().isThrownBy(() -> apply(new Step.Encode("race", List.of())))
                .withMessageContaining("race");
    }

    @Test
    void aConstantCannotBeScaledByItsDeviation() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Step.Scale("age", 0, 0, 0))
                .withMessageContaining("age");
        assertThatIllegalArgumentException().isThrownBy(() -> new Step.Scale("age", 0, 0, Double.NaN));
    }

    @Test
    void theIndexOfTheUnknownCounts() {
        assertThat(new Step.Encode("sex", List.of("Male", "Female")).cardinality()).isEqualTo(3);
    }

    @Test
    void numbersAreCutToTheRangeAndTheImputedOneIsNot() {
        Step.Scale cut = new Step.Scale("age", -1, 30, 10, new Step.Range(35, 40), Step.Missing.IMPUTED);
        assertThat(apply(cut).getFirst().toFloats()).containsExactly(0.5f, 1, -3.1f);
    }

    @Test
    void aMissingValueIsToldBehindWhatStandsForIt() {
        Step age = new Step.Scale("age", 40, 30, 10, null, Step.Missing.TOLD);
        Step sex = new Step.Encode("sex", List.of("Male", "Female"), List.of(), "Male", Step.Missing.TOLD);
        List<Tensor> tensors = apply(age, sex, HOURS);
        assertThat(tensors.getFirst().shape()).containsExactly(3, 4);
        assertThat(tensors.getFirst().toFloats()).containsExactly(0, 0, 0, 1, 2, 0, 1, 2, 1, 1, 0, 3);
        assertThat(tensors.getLast().toLongs()).containsExactly(2, 1, 0);
    }

    @Test
    void aRowWithoutAValueIsRefusedByRowAndColumnWhereTrainingHadNone() {
        Step age = new Step.Scale("age", 40, 30, 10, null, Step.Missing.REFUSED);
        Step sex = new Step.Encode("sex", List.of("Male"), List.of(), null, Step.Missing.REFUSED);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> apply(age))
                .withMessageContaining("row 2, column age: must have a value");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> apply(sex))
                .withMessageContaining("row 1, column sex: must have a value");
        assertThat(new Preprocessing(List.of(age, sex)).fitted().apply(blank(age, sex))).hasSize(2);
    }

    @Test
    void aWordHasAColumnOfItsOwnAndOneThatIsNotKnownHasNone() {
        Step sex = new Step.OneHot("sex", List.of("Male", "Female"), List.of(), null, Step.Missing.IMPUTED);
        assertThat(apply(sex, HOURS)).singleElement()
                .satisfies(numeric -> assertThat(numeric.toFloats()).containsExactly(0, 1, 1, 0, 0, 2, 0, 0, 3));
    }

    @Test
    void rareAndUnseenWordsShareTheLastCode() {
        Step job = new Step.Encode("job", List.of("smith"), List.of("clerk"), null, Step.Missing.IMPUTED);
        Step sex = new Step.Encode("sex", List.of("Male"), List.of("other"), null, Step.Missing.IMPUTED);
        assertThat(apply(job, sex).getFirst().toLongs()).containsExactly(1, 2, 2, 0, 1, 2);
        assertThat(((Step.OfWords) job).cardinality()).isEqualTo(3);
    }

    @Test
    void partsOfMomentsAreScaledOrPlacedOnACircle() {
        Step born = dates(new Step.Dates.Scaled(DatePart.YEAR, 2000, 10), new Step.Dates.Cyclic(DatePart.MONTH),
                new Step.Dates.Cyclic(DatePart.HOUR));
        assertThat(born("2020-04-01T06:00:00", born)).containsExactly(new float[]{2, 1, 0, 1, 0}, within(1e-7f));
        assertThat(born("1990-01-31", born)).containsExactly(-1, 0, 1, 0, 1);
        assertThat(born(null, born)).containsExactly(0, 0, 0, 0, 0);
    }

    /** 2026-01-01 is a Thursday, so it lies in week 1; 2027-01-01 is a Friday, of the 53rd week of the year before. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-01-01,           YEAR, 2026
            2026-11-05,           QUARTER, 4
            2026-11-05,           MONTH, 11
            2026-01-01,           WEEK, 1
            2027-01-01,           WEEK, 53
            2026-11-05,           DAY, 5
            2024-12-31,           DAY_OF_YEAR, 366
            2026-01-01,           DAY_OF_WEEK, 4
            2026-01-03,           WEEKEND, 1
            2026-01-05,           WEEKEND, 0
            2026-01-05 17:30,     HOUR, 17
            2026-01-05T17:30:59Z, MINUTE, 30
            2026-01-05T23:30:00-02:00, DAY, 6
            2026-01-05T01:30:00.123+0200, HOUR, 23
            2026-01-05T01:30+02, DAY, 4
            """)
    void aMomentIsReadAsIso8601WritesItAndInUtc(String moment, DatePart part, float value) {
        assertThat(born(moment, dates(new Step.Dates.Scaled(part, 0, 1)))).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026", "2026-02-30", "31.01.2026", "2026-01-31T25:00:00", "2026-01-31T", ""})
    void whatIsNoMomentIsRefusedByRowAndColumn(String word) {
        Step born = dates(new Step.Dates.Cyclic(DatePart.HOUR));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> born(word, born))
                .withMessageContaining("row 0, column born: must be a day or a moment");
    }

    @Test
    void aMomentMayStandForAMissingOne() {
        Step born = new Step.Dates("born", List.of(new Step.Dates.Scaled(DatePart.YEAR, 2000, 10)), "2010-06-01",
                Step.Missing.TOLD);
        assertThat(born(null, born)).containsExactly(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Step.Dates("born",
                List.of(new Step.Dates.Cyclic(DatePart.HOUR)), "soon", Step.Missing.IMPUTED));
        assertThatIllegalArgumentException().isThrownBy(() -> new Step.Dates.Cyclic(DatePart.YEAR));
    }

    @Test
    void stepsThatWereStoredBeforeThereWereOthersAreRead() {
        String stored = """
                {"steps": [{"type": "standardise", "column": "age", "imputed": 40.0, "mean": 30.0, "scale": 10.0},
                           {"type": "encode", "column": "sex", "categories": ["Male", "Female"]}]}""";
        assertThat(JsonMapper.shared().readValue(stored, Preprocessing.class))
                .isEqualTo(new Preprocessing(List.of(AGE, SEX)));
    }

    @Test
    void outlivesItsJson() {
        Step job = new Step.OneHot("job", List.of("smith"), List.of("clerk"), "smith", Step.Missing.TOLD);
        Step age = new Step.Scale("age", 1, 2, 3, new Step.Range(-1, 1e9), Step.Missing.REFUSED);
        Preprocessing all = new Preprocessing(List.of(AGE, SEX, HOURS, JOB, job, age,
                dates(new Step.Dates.Scaled(DatePart.YEAR, 2000, 10), new Step.Dates.Cyclic(DatePart.MONTH))));
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readValue(json.writeValueAsString(all), Preprocessing.class)).isEqualTo(all);
    }

    private static Step.Dates dates(Step.Dates.Part... parts) {
        return new Step.Dates("born", List.of(parts), null, Step.Missing.IMPUTED);
    }

    private static float[] born(@Nullable String moment, Step step) {
        Rows rows = new Rows(1, Map.of("born", new Column.Words(new String[]{moment})));
        return new Preprocessing(List.of(step)).fitted().apply(rows).getFirst().toFloats();
    }

    private static Rows blank(Step... steps) {
        return new Preprocessing(List.of(steps)).fitted().blank(2);
    }

    private List<Tensor> apply(Step... steps) {
        return new Preprocessing(List.of(steps)).fitted().apply(rows);
    }
}
