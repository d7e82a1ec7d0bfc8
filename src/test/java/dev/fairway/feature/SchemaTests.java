package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTests {

    private final Schema classes = new Schema(Task.MULTICLASS_CLASSIFICATION, List.of(),
            new Target.Classes("fruit", List.of("apple", "pear", "plum")));
    private final Schema quantity = new Schema(Task.REGRESSION, List.of(), new Target.Quantity("price", 100, 20));

    @Test
    void logitsBecomeProbabilitiesThatSumToOne() {
        Predictions.Classified said = classified(0, 1, 2);
        double sum = 1 + Math.E + Math.E * Math.E;
        assertThat(said.label(0)).isEqualTo("plum");
        assertThat(said.probability(0, 0)).isCloseTo((float) (1 / sum), within(1e-6f));
        assertThat(said.probability(0, 2)).isCloseTo((float) (Math.E * Math.E / sum), within(1e-6f));
        assertThat(said.probability(0, 0) + said.probability(0, 1) + said.probability(0, 2)).isCloseTo(1,
                within(1e-6f));
    }

    @Test
    void aTemperatureMakesProbabilitiesLessSureAndChangesNoAnswer() {
        Target hot = new Target.Classes("fruit", List.of("apple", "pear"), 2.0);
        var said = (Predictions.Classified) hot.predictions(Tensor.of("output", List.of(1, 2), 0f, 4f));
        assertThat(said.label(0)).isEqualTo("pear");
        assertThat(said.probability(0, 1)).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
    }

    @Test
    void aTemperatureIsAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target.Classes("fruit", List.of("apple", "pear"), 0.0));
    }

    @Test
    void eachRowIsJudgedByItself() {
        Predictions.Classified said = classified(9, 0, 0, 0, 9, 0);
        assertThat(said.rows()).isEqualTo(2);
        assertThat(said.label(0)).isEqualTo("apple");
        assertThat(said.label(1)).isEqualTo("pear");
        assertThat(said.probability(1, 1)).isEqualTo(said.probability(0, 0));
    }

    @Test
    void ofEqualLogitsTheFirstClassIsSaid() {
        Predictions.Classified said = classified(3, 3, 3);
        assertThat(said.label(0)).isEqualTo("apple");
        assertThat(said.probability(0, 2)).isCloseTo(1 / 3f, within(1e-6f));
    }

    @Test
    void greatLogitsDoNotOverflow() {
        Predictions.Classified said = classified(3e38f, 0, -3e38f);
        assertThat(said.probability(0, 0)).isEqualTo(1);
        assertThat(said.probability(0, 2)).isZero();
    }

    @Test
    void anEstimateIsInTheTargetsUnits() {
        Predictions said = quantity.predictions(Tensor.of("output", List.of(3, 1), 0f, 1f, -2.5f));
        assertThat(said).isInstanceOfSatisfying(Predictions.Estimated.class,
                estimated -> assertThat(estimated.values()).containsExactly(100, 120, 50));
    }

    @Test
    void anOutputOfAnotherShapeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classes.predictions(Tensor.of("output", List.of(1, 2), 0f, 1f)))
                .withMessageContaining("(rows, 3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quantity.predictions(Tensor.of("output", List.of(2), 0f, 1f)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> classes.predictions(Tensor.of("output", List.of(1, 3, 1), 0f, 1f, 2f)));
    }

    private Predictions.Classified classified(float... logits) {
        return (Predictions.Classified) classes.predictions(Tensor.of("output", List.of(logits.length / 3, 3), logits));
    }
}
