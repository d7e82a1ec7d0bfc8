package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTests {

    private final Rows rows = new Rows(3, Map.of("age", new Column.Numbers(new double[]{1, 2, 3}), "sex",
            new Column.Words(new String[]{"m", null, "f"})));

    @Test
    void rowsAreSelectedInTheOrderThatIsAskedFor() {
        Rows selected = rows.select(new int[]{2, 0, 2, 1});
        assertThat(selected.count()).isEqualTo(4);
        assertThat(selected.numbers("age")).containsExactly(3, 1, 3, 2);
        assertThat(selected.words("sex")).containsExactly("f", "m", "f", null);
    }

    @Test
    void noneMayBeSelected() {
        assertThat(rows.select(new int[0]).words("sex")).isEmpty();
    }

    @Test
    void theColumnsKeepTheirOrder() {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String name : new String[]{"z", "a", "m"}) {
            columns.put(name, new Column.Numbers(new double[1]));
        }
        assertThat(new Rows(1, columns).select(new int[]{0}).columns().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void aColumnOfAnotherLengthIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rows(2, Map.of("age", new Column.Numbers(new double[3]))))
                .withMessage("column age has 3 rows, not 2");
    }

    @Test
    void aColumnOfAnotherKindIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> rows.numbers("sex")).withMessageContaining("sex");
        assertThatIllegalArgumentException().isThrownBy(() -> rows.words("age")).withMessageContaining("age");
        assertThatIllegalArgumentException().isThrownBy(() -> rows.words("race")).withMessageContaining("race");
    }

    @Test
    void theColumnsCannotBeChanged() {
        assertThatThrownBy(() -> rows.columns().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
