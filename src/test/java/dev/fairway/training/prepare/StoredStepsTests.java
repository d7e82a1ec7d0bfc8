package dev.fairway.training.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Tensor;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredStepsTests {

    private static final List<Table.Selection> COLUMNS = List.of(new Table.Selection("age", ColumnType.NUMERIC),
            new Table.Selection("town", ColumnType.CATEGORICAL), new Table.Selection("since", ColumnType.TIME));

    private final Rows rows = rows(500);

    /** Serving applies what is read from the version's folder; a row by itself becomes what it was among all others. */
    @ParameterizedTest
    @ValueSource(strings = {"{}",
            """
                    {"missing": {"method": "mode", "indicator": true}, "numeric": "robust", "clip": {"lower": 0.1, "upper": 0.9},
                     "categorical": "one_hot", "rare": {"min_share": 0.1}}""",
            """
                    {"missing": {"method": "mean", "indicator": true}, "numeric": "min_max", "rare": {"min_rows": 60}}"""})
    void whatIsStoredMakesTheSameBitsAsWhatWasFitted(String steps, @TempDir Path folder) {
        Preprocessing fitted = fit(steps);
        VersionFolder version = new VersionFolder(folder);
        version.write(VersionFolder.PREPROCESSING, fitted);
        List<Tensor> training = fitted.fitted().apply(rows);
        Preprocessing.Fitted serving = version.preprocessing().fitted();
        assertThat(bits(serving.apply(rows))).isEqualTo(bits(training));
        int[] one = {123};
        assertThat(bits(serving.apply(rows.select(one)))).isEqualTo(bits(fitted.fitted().apply(rows.select(one))));
    }

    @Test
    void theSameRowsGiveTheSameSteps() {
        assertThat(fit("{\"numeric\": \"robust\"}")).isEqualTo(fit("{\"numeric\": \"robust\"}"));
    }

    private Preprocessing fit(String steps) {
        String dates = "{\"dates\": {\"parts\": [\"year\", \"month\", \"day_of_week\", \"hour\"], \"cyclic\": true}";
        TrainSpec.Steps asked = Specs.with("{\"preprocessing\": " + steps + "}").preprocessing();
        TrainSpec.Steps dated = Specs.with("{\"preprocessing\": " + dates + "}}").preprocessing();
        TrainSpec.Steps all = new TrainSpec.Steps(asked.usual(), Map.of("since", dated.usual()), null, List.of(), null);
        return PreprocessingFit.of(COLUMNS, rows, all);
    }

    private static List<List<Object>> bits(List<Tensor> tensors) {
        return tensors.stream().map(tensor -> List.<Object>of(tensor.name(), tensor.shape(), tensor.data())).toList();
    }

    private static Rows rows(int count) {
        Random random = new Random(7);
        double[] ages = new double[count];
        @Nullable
        String[] towns = new String[count];
        @Nullable
        String[] since = new String[count];
        for (int row = 0; row < count; row++) {
            boolean missing = random.nextInt(10) == 0;
            ages[row] = missing ? Double.NaN : 40 + 13 * random.nextGaussian();
            towns[row] = missing ? null : "town " + (int) Math.abs(3 * random.nextGaussian());
            since[row] = missing ? null
                    : LocalDateTime.of(2020, 1, 1, 0, 0).plusHours(random.nextInt(40_000)).toString();
        }
        return new Rows(count, Map.of("age", new Column.Numbers(ages), "town", new Column.Words(towns), "since",
                new Column.Words(since)));
    }
}
