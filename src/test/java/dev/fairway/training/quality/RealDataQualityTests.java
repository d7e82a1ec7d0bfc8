package dev.fairway.training.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.testing.RealData;
import dev.fairway.training.worker.Tables;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of well-known tables. */
class RealDataQualityTests {

    private static final String ADULT = "header=false, nullstr='?', names=['age','workclass','fnlwgt','education',"
            + "'education_num','marital_status','occupation','relationship','race','sex','capital_gain','capital_loss',"
            + "'hours_per_week','native_country','income']";
    private static final String ADULT_TEST = ADULT + ", skip=1, null_padding=true";
    private static final String WDBC = "header=false, skip=1";
    /** The diagnosis is there twice. */
    private static final String DIAGNOSIS = "\"target\": \"column31\", \"features\": {\"exclude\": [\"column32\"]}";

    @TempDir
    private Path folder;

    /** 24 of the training rows repeat another one. */
    @Test
    void adultHasItsDuplicatesAndNothingElse() throws SQLException {
        Reports adult = Reports.of(table("*", "adult/adult.data", ADULT), "\"target\": \"income\"");
        assertThat(adult.report().checks()).filteredOn(c -> c.name().equals("duplicates"))
                .singleElement()
                .returns(24 / 32_561.0, Check::observed)
                .returns(Severity.INFO, Check::severity);
        assertThat(adult.serious()).extracting(Check::name, Check::column)
                .containsExactly(tuple("outliers", "hours_per_week"));
    }

    @Test
    void theTestRowsOfAdultAreLikeItsTrainingRows() throws SQLException {
        Dataset adult = table("* EXCLUDE income", "adult/adult.data", ADULT);
        folder = newer();
        Dataset other = table("* EXCLUDE income", "adult/adult.test", ADULT_TEST);
        assertThat(Reports.of(adult, other, "\"target\": \"sex\"").of("drift")).isEmpty();
    }

    @Test
    void fraudIsRare() throws SQLException {
        Reports fraud = Reports.of(table("*", "creditcard-fraud/creditcard_fraud_10000.csv", "header=true"),
                "\"target\": \"Class\"");
        assertThat(fraud.of("label_imbalance")).singleElement()
                .returns(0.0492, Check::observed)
                .satisfies(c -> assertThat(c.message()).contains("492 of 10,000 rows are '1'"));
        assertThat(fraud.passed()).isTrue();
    }

    @Test
    void theDiagnosisInAnotherColumnIsALeakAndAStrongMeasurementIsNone() throws SQLException {
        Dataset tumours = table("*", "breast-cancer-wdbc/wdbc.data.csv", WDBC);
        Reports leaking = Reports.of(tumours, "\"target\": \"column31\"");
        assertThat(leaking.passed()).isFalse();
        assertThat(leaking.of("target_leakage").getFirst()).returns("column32", Check::column)
                .returns(Severity.ERROR, Check::severity);
        assertThat(Reports.of(tumours, DIAGNOSIS).passed()).isTrue();
    }

    @Test
    void flippedDiagnosesAreFound() throws SQLException {
        String file = "breast-cancer-wdbc/wdbc.data.csv";
        assertThat(Reports.of(table("*", file, WDBC), DIAGNOSIS).of("label_noise")).isEmpty();
        Dataset flipped = table(
                "* REPLACE (if(hash(column00) % 4 = 0, 'x' || column32, column32::VARCHAR) AS column32, "
                        + "if(hash(column00) % 4 = 0, NOT column31::BOOLEAN, column31::BOOLEAN) AS column31)",
                file, WDBC);
        assertThat(Reports.of(flipped, DIAGNOSIS).of("label_noise")).singleElement()
                .satisfies(c -> assertThat(c.observed()).isBetween(0.2, 0.4));
    }

    /** Whether somebody reoffended at all, and of what they were accused then, is known only afterwards. */
    @Test
    void whatIsKnownAfterwardsOfReoffendersIsWarnedOf() throws SQLException {
        Reports compas = Reports.of(table("*", "compas/compas-scores-two-years.csv", "header=true"),
                "\"target\": \"two_year_recid\"");
        assertThat(compas.of("target_leakage")).extracting(Check::column).contains("is_recid", "r_charge_degree");
        assertThat(compas.of("missing")).extracting(Check::column).contains("vr_charge_degree");
    }

    @Test
    void theElectricityMarketChangedAndASplitByTimeShowsIt() throws SQLException {
        Dataset market = table("*", "elec2/elec.csv", "header=true");
        assertThat(Reports.of(market, "\"target\": \"class\", \"split\": {\"method\": \"time\"}").of("drift"))
                .extracting(Check::column)
                .contains("vicprice", "vicdemand", "transfer");
        assertThat(Reports.of(market, "\"target\": \"class\"").of("drift")).isEmpty();
    }

    @Test
    void sentencesAreSound() throws SQLException {
        Reports sentences = Reports.of(table("*", "sst2/train.tsv", "header=false, delim='\t', quote=''"),
                "\"target\": \"column1\"");
        assertThat(sentences.serious()).isEmpty();
    }

    private Dataset table(String columns, String file, String reading) throws SQLException {
        return Tables.of("SELECT %s FROM read_csv('%s', %s)".formatted(columns, RealData.dataset(file).toAbsolutePath(),
                reading), folder);
    }

    private Path newer() {
        Path newer = folder.resolve("newer");
        assertThat(newer.toFile().mkdir()).isTrue();
        return newer;
    }
}
