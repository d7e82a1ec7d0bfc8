package dev.fairway.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Table.Selection;
import dev.fairway.dataset.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTests {

    @TempDir
    Path folder;

    private Path table;

    @BeforeEach
    void storesARow() {
        table = folder.resolve("table.parquet");
        try (Sandbox sandbox = Sandbox.spilling(folder, table)) {
            sandbox.run("""
                    COPY (SELECT * FROM (VALUES
                      (3::BIGINT, 0.5, 'b', true, TIMESTAMP '2026-01-02 03:04:05', DATE '2026-01-02', '01234'),
                      (1, NULL, NULL, NULL, NULL, NULL, 'x'),
                      (2, 1e300, 'a', false, NULL, NULL, 'y'))
                      t("count", "ratio", "word", "flag", "at", "day", "odd""name"))
                    TO %s (FORMAT parquet)""".formatted(Sandbox.literal(table.toString())));
        }
    }

    @Test
    void numbersComeInTheOrderOfTheRowsWithNaNForMissing() {
        var rows = Table.read(table,
                List.of(new Selection("count", ColumnType.NUMERIC), new Selection("ratio", ColumnType.NUMERIC)));
        assertThat(rows.numbers("count")).containsExactly(3, 1, 2);
        assertThat(rows.numbers("ratio")).containsExactly(0.5, Double.NaN, 1e300);
    }

    @Test
    void wordsAreNullWhereMissing() {
        assertThat(words("word")).containsExactly("b", null, "a");
        assertThat(words("flag")).containsExactly("true", null, "false");
        assertThat(words("at")).containsExactly("2026-01-02T03:04:05", null, null);
        assertThat(words("day")).containsExactly("2026-01-02", null, null);
        assertThat(words("count")).containsExactly("3", "1", "2");
    }

    @Test
    void someOfTheRowsAreReadByTheirNumbers() {
        List<Selection> count = List.of(new Selection("count", ColumnType.NUMERIC));
        assertThat(Table.read(table, count, 1, 1).numbers("count")).containsExactly(1);
        assertThat(Table.read(table, count, 1, 9).numbers("count")).containsExactly(1, 2);
        assertThat(Table.read(table, count, 3, 9).count()).isZero();
    }

    @Test
    void aNameWithAQuoteIsJustAName() {
        assertThat(words("odd\"name")).containsExactly("01234", "x", "y");
    }

    @Test
    void anUnknownColumnIsRefusedByName() {
        assertThatThrownBy(() -> words("wrod")).isInstanceOf(Refusal.class)
                .hasMessageContaining("wrod")
                .hasMessageContaining("count, ratio, word");
    }

    @Test
    void wordsAreNotReadAsNumbers() {
        assertThatThrownBy(() -> Table.read(table, List.of(new Selection("word", ColumnType.NUMERIC))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"b\"");
    }

    private @Nullable String[] words(String column) {
        return Table.read(table, List.of(new Selection(column, ColumnType.CATEGORICAL))).words(column);
    }
}
