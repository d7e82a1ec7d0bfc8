package dev.fairway.training.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.Checks;
import dev.fairway.training.spec.DataCheck;
import dev.fairway.training.spec.Limit;
import dev.fairway.training.spec.Limit.Reaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedChecksTests {

    @Test
    void everyCheckHasAUsualLimit() {
        assertThat(read("{}").checks()).isEqualTo(Checks.USUAL);
        assertThat(Checks.USUAL.of(DataCheck.MAX_MISSING)).isEqualTo(new Limit(0.3, Reaction.WARNING));
        assertThat(Checks.USUAL.of(DataCheck.MIN_ROWS)).isEqualTo(new Limit(50, Reaction.ERROR));
    }

    @Test
    void aLimitIsANumberASeverityOrBoth() {
        Checks checks = read("""
                {'max_missing': 0.5, 'max_duplicates': 'error', 'max_outliers': {'limit': 0.01, 'severity': 'info'},
                 'max_drift': {'severity': 'off'}}""").checks();
        assertThat(checks.of(DataCheck.MAX_MISSING)).isEqualTo(new Limit(0.5, Reaction.WARNING));
        assertThat(checks.of(DataCheck.MAX_DUPLICATES)).isEqualTo(new Limit(0.1, Reaction.ERROR));
        assertThat(checks.of(DataCheck.MAX_OUTLIERS)).isEqualTo(new Limit(0.01, Reaction.INFO));
        assertThat(checks.of(DataCheck.MAX_DRIFT).isOff()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {'max_typos': 1}                        | checks.max_typos                | max_missing
            {'max_missing': 1.5}                    | checks.max_missing              | from 0.0 to 1.0
            {'max_missing': 'fatal'}                | checks.max_missing              | off, info, warning, error
            {'max_missing': {'severity': 'fatal'}}  | checks.max_missing.severity     | off, info, warning, error
            {'max_missing': {'limit': 'much'}}      | checks.max_missing.limit        | must be a number
            {'max_missing': {'most': 1}}            | checks.max_missing.most         | limit, severity
            {'max_missing': [1]}                    | checks.max_missing              | must be an object
            {'min_rows': 5}                         | checks.min_rows                 | from 10
            {'min_class_rows': 2.5}                 | checks.min_class_rows           | whole number
            {'group': 'nobody'}                     | checks.group                    | zip
            {'group': 'income'}                     | checks.group                    | another column than the target
            {'compare_with': 'nothing'}             | checks.compare_with             | no such data set
            {'compare_with': {'id': 'd9'}}          | checks.compare_with             | no such data set
            """)
    void whatIsWrongIsNamedByItsField(String checks, String field, String message) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(checks))
                .satisfies(refusal -> assertThat(refusal.errors()).filteredOn(e -> e.field().equals(field))
                        .extracting(FieldError::message)
                        .singleElement()
                        .asString()
                        .contains(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'d1'", "'people'", "'people@2'", "{'id': 'd1'}", "{'name': 'people'}"})
    void aDataSetToCompareWithIsNamedAsOneLikes(String named) {
        assertThat(read("{'compare_with': %s}".formatted(named)).checks().compareWith()).isEqualTo("d1");
    }

    @Test
    void theLimitsStandBesideTheOtherFieldsWhereTheyAreStored() {
        TrainSpec spec = read("{'max_missing': 0.5, 'group': 'zip'}");
        String stored = VersionFolder.JSON.writeValueAsString(spec);
        assertThat(VersionFolder.JSON.readTree(stored).at("/checks/max_missing/limit").asDouble()).isEqualTo(0.5);
        assertThat(VersionFolder.JSON.readTree(stored).at("/checks/max_missing/severity").asString())
                .isEqualTo("warning");
        assertThat(VersionFolder.JSON.readValue(stored, TrainSpec.class)).isEqualTo(spec);
    }

    private static TrainSpec read(String checks) {
        String body = "{'model':'income','dataset':{'id':'d1'},'target':'income','checks':%s}".formatted(checks);
        return new TrainRequest(VersionFolder.JSON.readTree(body.replace('\'', '"')), People::find).read().spec();
    }
}
