package dev.fairway.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CorrectionTests {

    /** The fifteen p-values of the thrombolysis example in Benjamini and Hochberg (1995), section 4.1. */
    private static final double[] THROMBOLYSIS = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
            0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0};

    @Test
    void benjaminiAndHochbergRejectTheirFour() {
        double[] adjusted = BenjaminiHochberg.adjusted(THROMBOLYSIS);
        assertThat(adjusted[3]).isCloseTo(0.035625, within(1e-9));
        assertThat(DoubleStream.of(adjusted).filter(p -> p <= 0.05)).hasSize(4);
    }

    @Test
    void holmRejectsThreeOfThem() {
        double[] adjusted = Holm.adjusted(THROMBOLYSIS);
        assertThat(DoubleStream.of(adjusted).filter(p -> p <= 0.05)).hasSize(3);
        assertThat(adjusted[0]).isCloseTo(0.0015, within(1e-12));
        assertThat(adjusted[2]).isCloseTo(13 * 0.0019, within(1e-12));
    }

    @Test
    void bothGoByTheValuesAndKeepTheirOrder() {
        assertThat(Holm.adjusted(0.04, 0.01, 0.03)).containsExactly(new double[]{0.06, 0.03, 0.06}, within(1e-12));
        assertThat(BenjaminiHochberg.adjusted(0.04, 0.01, 0.03)).containsExactly(new double[]{0.04, 0.03, 0.04},
                within(1e-12));
    }

    @Test
    void noneExceedsOne() {
        assertThat(Holm.adjusted(0.9, 0.8)).containsExactly(1, 1);
        assertThat(BenjaminiHochberg.adjusted(0.9, 1)).containsExactly(1, 1);
    }

    @Test
    void noHypothesisNeedsNone() {
        assertThat(Holm.adjusted()).isEmpty();
        assertThat(BenjaminiHochberg.adjusted()).isEmpty();
    }

    @Test
    void whatIsNoPValueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> BenjaminiHochberg.adjusted(1.5));
    }
}
