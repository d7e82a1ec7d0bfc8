package dev.fairway.training.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.training.worker.Tables;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextColumnTests {

    @TempDir
    private Path folder;

    @Test
    void moreTextsThanAreInMemoryComeInTheirOrder() throws SQLException {
        TextColumn texts = new TextColumn(
                Tables.of("SELECT if(i % 1000 = 1, NULL, concat('text ', i)) AS t FROM range(120000) r(i)", folder),
                "t");
        assertThat(IntStream.range(0, 120_000)
                .filter(i -> !texts.at(i).equals(i % 1000 == 1 ? "" : "text " + i))
                .findFirst()).isEmpty();
        assertThat(texts.at(0)).isEqualTo("text 0");
    }
}
