package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PreprocessingTests {

    private static final Preprocessing.Step AGE = new Preprocessing.Standardise("age", 40, 30, 10);
    private static final Preprocessing.Step HOURS = new Preprocessing.Standardise("hours", 0, 0, 2);
    private static final Preprocessing.Step SEX = new Preprocessing.Encode("sex", List.of("Male", "Female"));
    private static final Preprocessing.Step JOB = new Preprocessing.Encode("job", List.of("smith"));

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
        assertThatIllegalArgumentException().isThrownBy(() -> apply(new Preprocessing.Standardise("sex", 0, 0, 1)))
                .withMessageContaining("sex");
        assertThatIllegalArgumentException().isThrownBy(() -> apply(new Preprocessing.Encode("race", List.of())))
                .withMessageContaining("race");
    }

    @Test
    void aConstantCannotBeScaledByItsDeviation() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing.Standardise("age", 0, 0, 0))
                .withMessageContaining("age");
        assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing.Standardise("age", 0, 0, Double.NaN));
    }

    @Test
    void theIndexOfTheUnknownCounts() {
        assertThat(new Preprocessing.Encode("sex", List.of("Male", "Female")).cardinality()).isEqualTo(3);
    }

    @Test
    void outlivesItsJson() {
        Preprocessing all = new Preprocessing(List.of(AGE, SEX, HOURS, JOB));
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readValue(json.writeValueAsString(all), Preprocessing.class)).isEqualTo(all);
    }

    private List<Tensor> apply(Preprocessing.Step... steps) {
        return new Preprocessing(List.of(steps)).fitted().apply(rows);
    }
}
