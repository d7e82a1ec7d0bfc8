package dev.fairway.training.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.worker.Tables;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One check after the other: data that it fires on, and data that it leaves in peace. */
class TableQualityTests {

    /** Two quantities and a word that tell the class well, but none of them alone. */
    private static final String SOUND = """
            SELECT r.i, x, z, w, CASE WHEN x + z + CASE w WHEN 'a' THEN 0.3 ELSE 0 END > 1.1 THEN 'yes' ELSE 'no' END AS y
            FROM (SELECT i, %1$s AS x, hash(i * 31 + 7) %% 100003 / 100003.0 AS z,
                CASE hash(i * 17) %% 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE 'c' END AS w
                FROM range(%2$d) q(i)) r"""
            .formatted("hash(i) % 100003 / 100003.0", 1_200);

    @TempDir
    private Path folder;

    @Test
    void nothingIsSaidAgainstASoundTable() throws SQLException {
        Reports reports = reports("SELECT * EXCLUDE i FROM sound");
        assertThat(reports.serious()).isEmpty();
        assertThat(reports.passed()).isTrue();
    }

    /** Each breaks the sound table in one way. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            missing            | x      | WARNING | SELECT * EXCLUDE i REPLACE (if(i % 2 = 0, NULL, x) AS x) FROM sound
            missing            | w      | WARNING | SELECT * EXCLUDE i REPLACE (if(i % 2 = 0, NULL, w) AS w) FROM sound
            near_constant      | k      | WARNING | SELECT * EXCLUDE i, if(i = 5, 'b', 'a') AS k FROM sound
            near_constant      | k      | WARNING | SELECT * EXCLUDE i, 1e6 + x / 10 AS k FROM sound
            constant           | k      | WARNING | SELECT * EXCLUDE i, 'a' AS k FROM sound
            outliers           | x      | WARNING | SELECT * EXCLUDE i REPLACE (if(i % 10 = 3, 99999, x) AS x) FROM sound
            duplicates         |        | WARNING | SELECT * EXCLUDE i FROM (SELECT * FROM sound WHERE i < 300) UNION ALL SELECT * EXCLUDE i FROM sound
            train_test_overlap |        | WARNING | SELECT * EXCLUDE i FROM (SELECT * FROM sound WHERE i < 300) UNION ALL SELECT * EXCLUDE i FROM sound
            conflicting_labels | y      | WARNING | SELECT * EXCLUDE i FROM sound UNION ALL SELECT * EXCLUDE i REPLACE (if(y = 'no', 'yes', 'no') AS y) FROM sound WHERE i < 100
            label_imbalance    | y      | WARNING | SELECT * EXCLUDE i FROM sound WHERE y = 'no' OR i % 40 = 0
            label_noise        | y      | WARNING | SELECT * EXCLUDE i REPLACE (if(i % 4 = 0, if(y = 'no', 'yes', 'no'), y) AS y) FROM sound
            class_rows         | y      | WARNING | SELECT * EXCLUDE i REPLACE (if(i < 6, 'perhaps', y) AS y) FROM sound
            missing_target     | y      | WARNING | SELECT * EXCLUDE i REPLACE (if(i % 9 = 0, NULL, y) AS y) FROM sound
            target_leakage     | k      | ERROR   | SELECT * EXCLUDE i, if(y = 'no', 'owes', 'paid') AS k FROM sound
            target_leakage     | k      | WARNING | SELECT * EXCLUDE i, if(i % 13 = 0, 'paid', if(y = 'no', 'owes', 'paid')) AS k FROM sound
            rows               |        | ERROR   | SELECT * EXCLUDE i FROM sound WHERE i < 40
            group_leakage      | person_id | WARNING | SELECT * EXCLUDE i, concat('p', i // 4) AS person_id FROM sound
            """)
    void eachFlawIsFoundByItsCheck(String check, String column, Severity severity, String query) throws SQLException {
        assertThat(reports(query).of(check)).singleElement()
                .returns(column, Check::column)
                .returns(severity, Check::severity)
                .satisfies(found -> assertThat(found.message()).contains("; "));
    }

    @Test
    void theFigureAndItsLimitAreTold() throws SQLException {
        Check missing = reports("SELECT * EXCLUDE i REPLACE (if(i % 2 = 0, NULL, x) AS x) FROM sound").of("missing")
                .getFirst();
        assertThat(missing.observed()).isEqualTo(0.5);
        assertThat(missing.threshold()).isEqualTo(0.3);
        assertThat(missing.message()).contains("600 of 1,200 rows (50.0 %)", "leave the column out");
    }

    @Test
    void limitsAreRaisedLoweredAndSetOff() throws SQLException {
        String half = "SELECT * EXCLUDE i REPLACE (if(i % 2 = 0, NULL, x) AS x) FROM sound";
        assertThat(reports(half, "{'max_missing': 0.6}").of("missing")).isEmpty();
        assertThat(reports(half, "{'max_missing': 'off'}").report().checks()).extracting(Check::name)
                .doesNotContain("missing");
        Reports strict = reports(half, "{'max_missing': {'limit': 0.1, 'severity': 'error'}}");
        assertThat(strict.passed()).isFalse();
        assertThat(strict.of("missing").getFirst().threshold()).isEqualTo(0.1);
    }

    @Test
    void aCopyOfTheTargetPassesWhereItIsSaidToBeKnownBeforehand() throws SQLException {
        String copy = "SELECT * EXCLUDE i, y AS k FROM sound";
        assertThat(reports(copy).passed()).isFalse();
        assertThat(reports(copy, "{'max_target_association': 1}").passed()).isTrue();
    }

    @Test
    void aDeclaredGroupMustNotBeOnBothSides() throws SQLException {
        String visits = "SELECT * EXCLUDE i, 'p' || (i // 4) AS who FROM sound";
        assertThat(reports(visits).of("group_leakage")).isEmpty();
        assertThat(reports(visits, "{'group': 'who'}").of("group_leakage")).singleElement()
                .returns(Severity.ERROR, Check::severity)
                .satisfies(found -> assertThat(found.message()).contains("split by {\"method\": \"group\""));
        assertThat(of(visits, "'checks': {'group': 'who'}, 'split': {'method': 'group', 'column': 'who'}")
                .of("group_leakage")).isEmpty();
    }

    @Test
    void rareValuesOfAManyValuedIdAreNoGroup() throws SQLException {
        assertThat(reports("SELECT * EXCLUDE i, 's' || (i % 5) AS store_id FROM sound").of("group_leakage")).isEmpty();
    }

    @Test
    void laterRowsThatAreOthersAreDriftOfASplitByTime() throws SQLException {
        String rising = "SELECT *, x + if(i > 900, 0.5, 0) AS level FROM sound";
        assertThat(of(rising, "'features': {'exclude': ['i']}, 'split': {'method': 'time', 'column': 'i'}").of("drift"))
                .singleElement()
                .returns("level", Check::column);
        assertThat(of(rising, "'features': {'exclude': ['i']}").of("drift")).isEmpty();
    }

    @Test
    void aNewerDataSetIsComparedColumnByColumn() throws SQLException {
        Dataset old = table("SELECT * EXCLUDE i FROM sound", folder);
        Path other = folder.resolve("newer");
        assertThat(other.toFile().mkdir()).isTrue();
        Dataset newer = table("SELECT * EXCLUDE (i, z) REPLACE (if(i % 3 = 0, NULL, x) AS x, upper(w) AS w) FROM sound",
                other);
        List<Check> drift = Reports.of(old, newer, "\"target\": \"y\"").of("drift");
        assertThat(drift).extracting(Check::column).containsExactlyInAnyOrder("x", "w", "z");
        assertThat(drift).filteredOn(c -> "w".equals(c.column()))
                .allSatisfy(c -> assertThat(c.observed()).isGreaterThan(1));
        assertThat(drift).filteredOn(c -> "z".equals(c.column()))
                .allSatisfy(c -> assertThat(c.message()).contains("is not a column"));
    }

    @Test
    void moreRowsOfTheSameKindAreNoDrift() throws SQLException {
        Dataset old = table("SELECT * EXCLUDE i FROM sound WHERE i % 2 = 0", folder);
        Path other = folder.resolve("newer");
        assertThat(other.toFile().mkdir()).isTrue();
        Dataset newer = table("SELECT * EXCLUDE i FROM sound WHERE i % 2 = 1", other);
        assertThat(Reports.of(old, newer, "\"target\": \"y\"").of("drift")).isEmpty();
    }

    @Test
    void aQuantityIsCheckedToo() throws SQLException {
        assertThat(of("SELECT x, z, exp(-3 * (x + z)) AS k, x + z AS y FROM sound", "").of("target_leakage"))
                .extracting(Check::column)
                .containsExactly("k");
    }

    @Test
    void rowsAreNamedByTheirPlaceInTheDataSet() throws SQLException {
        String query = "SELECT * EXCLUDE i REPLACE (if(i < 100, NULL, y) AS y) FROM sound UNION ALL "
                + "SELECT 0.5 AS x, 0.5 AS z, 'b' AS w, if(j = 0, 'yes', 'no') AS y FROM range(2) q(j)";
        assertThat(reports(query, "{'max_conflicts': 0}").of("conflicting_labels").getFirst().message())
                .contains("2 of 1,102 rows", "such as row 1201, row 1202");
    }

    @Test
    void anInspectionBreaksOffWhenNobodyWaitsForIt() throws SQLException {
        Dataset table = table("SELECT * EXCLUDE i FROM sound", folder);
        assertThatExceptionOfType(InspectionStopped.class)
                .isThrownBy(() -> Reports.stopped(table, "\"target\": \"y\""));
    }

    private Reports reports(String query) throws SQLException {
        return of(query, "");
    }

    private Reports reports(String query, String checks) throws SQLException {
        return of(query, "'checks': " + checks);
    }

    private Reports of(String query, String fields) throws SQLException {
        return Reports.of(table(query, folder),
                ("\"target\": \"y\"" + (fields.isEmpty() ? "" : ", " + fields)).replace('\'', '"'));
    }

    private static Dataset table(String query, Path folder) throws SQLException {
        return Tables.of("WITH sound AS (%s) %s".formatted(SOUND, query), folder);
    }
}
