package dev.fairway.dataset.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.Table;
import dev.fairway.dataset.load.Import.Imported;
import dev.fairway.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files of the wild look like, against the counts that their sources state. */
class RealDataTests {

    private static final List<String> ADULT = List.of("age", "workclass", "fnlwgt", "education", "education-num",
            "marital-status", "occupation", "relationship", "race", "sex", "capital-gain", "capital-loss",
            "hours-per-week", "native-country", "income");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"adult/adult.data, 32561, 15", "adult/adult.test, 16281, 15",
            "adult/adults_openml_v2.parquet, 48842, 15", "compas/compas-scores-two-years.csv, 7214, 51",
            "default-credit-card/credit-card-clients.csv, 30000, 24", "german-credit/german.data, 1000, 21",
            "german-credit/german_data_credit_header.csv, 1000, 22", "breast-cancer-wdbc/wdbc.data.csv, 569, 33",
            "california-housing/housing.csv, 20640, 10", "wine-quality/winequality-red.csv, 1599, 12",
            "wine-quality/winequality-white.csv, 4898, 12", "elec2/elec.csv, 45312, 7",
            "pima-diabetes/pima-indians-diabetes.csv, 768, 9"})
    void allRowsAndColumnsAreThereWithoutASpec(String file, long rows, int columns) throws IOException {
        Imported imported = read(file, ImportSpec.SNIFFED);
        assertThat(imported.rows()).isEqualTo(rows);
        assertThat(imported.columns()).hasSize(columns);
    }

    @Test
    void adultHasItsTypesItsMissingValuesAndNoBlanksAroundWords() throws IOException {
        Imported adult = read("adult/adult.data", spec(null, ADULT, null));
        assertThat(types(adult, ColumnType.NUMERIC))
                .isEqualTo("age fnlwgt education-num capital-gain capital-loss " + "hours-per-week");
        assertThat(types(adult, ColumnType.CATEGORICAL)).isEqualTo(
                "workclass education marital-status occupation " + "relationship race sex native-country income");
        assertThat(column(adult, "workclass").missing()).isEqualTo(1836);
        assertThat(column(adult, "native-country").missing()).isEqualTo(583);
        assertThat(column(adult, "income").top()).containsExactly(new Dataset.Frequency("<=50K", 24720),
                new Dataset.Frequency(">50K", 7841));
        assertThat(column(adult, "age").mean()).isCloseTo(38.58164675532078, offset());
        assertThat(column(adult, "age").std()).isCloseTo(13.640432553581146, offset());
    }

    @Test
    void adultIsReadInTheOrderOfItsRows() throws IOException {
        Imported adult = read("adult/adult.data", spec(null, ADULT, null));
        var rows = Table.read(adult.table(),
                ADULT.stream().map(c -> new Table.Selection(c, column(adult, c).type())).toList());
        List<String> lines = Files.readAllLines(RealData.dataset("adult/adult.data"));
        for (int r = 0; r < rows.count(); r++) {
            String[] values = lines.get(r).split(", ", -1);
            assertThat(rows.numbers("fnlwgt")[r]).isEqualTo(Double.parseDouble(values[2]));
            assertThat(rows.words("occupation")[r]).isEqualTo(values[6].equals("?") ? null : values[6]);
        }
    }

    @Test
    void theLoneCommentOfTheAdultTestFileIsNoRow() throws IOException {
        Imported test = read("adult/adult.test", spec(null, ADULT, null));
        assertThat(column(test, "income").top()).containsExactly(new Dataset.Frequency("<=50K.", 12435),
                new Dataset.Frequency(">50K.", 3846));
        assertThat(read("adult/adult.test", spec(null, ADULT, 1)).rows()).isEqualTo(16281);
    }

    @Test
    void columnsThatCompasRepeatsAreKeptOnceAndNamed() throws IOException {
        Imported compas = read("compas/compas-scores-two-years.csv", ImportSpec.SNIFFED);
        assertThat(compas.quality().checks()).filteredOn(c -> c.name().equals("repeated_column"))
                .extracting(QualityReport.Check::column)
                .containsExactly("decile_score", "priors_count");
        assertThat(column(compas, "dob").type()).isEqualTo(ColumnType.TIME);
        assertThat(column(compas, "name").type()).isEqualTo(ColumnType.TEXT);
        assertThat(column(compas, "race").top().getFirst()).isEqualTo(new Dataset.Frequency("African-American", 3696));
        assertThat(column(compas, "id").type()).isEqualTo(ColumnType.NUMERIC);
    }

    @Test
    void anOverviewOfTheHousesOfCaliforniaIsRight() throws IOException {
        Imported houses = read("california-housing/housing.csv", ImportSpec.SNIFFED);
        assertThat(column(houses, "total_bedrooms").missing()).isEqualTo(207);
        assertThat(column(houses, "median_house_value").max()).isEqualTo(500001);
        assertThat(column(houses, "ocean_proximity").distinct()).isEqualTo(5);
        assertThat(houses.quality().passed()).isTrue();
    }

    private static org.assertj.core.data.Offset<Double> offset() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    private Imported read(String file, ImportSpec spec) throws IOException {
        Path upload = Files.createTempDirectory(folder, "import").resolve("upload");
        Files.copy(RealData.dataset(file), upload);
        return new Import(upload, spec, 100).run();
    }

    private static ImportSpec spec(@Nullable Boolean header, List<String> columns, @Nullable Integer skip) {
        return new ImportSpec(null, header, columns, null, null, null, skip);
    }

    private static String types(Imported imported, ColumnType type) {
        return imported.columns()
                .stream()
                .filter(c -> c.type() == type)
                .map(Dataset.ColumnProfile::name)
                .collect(Collectors.joining(" "));
    }

    private static Dataset.ColumnProfile column(Imported imported, String name) {
        return imported.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }
}
