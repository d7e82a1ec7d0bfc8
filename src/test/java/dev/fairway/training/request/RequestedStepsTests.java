package dev.fairway.training.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.feature.DatePart;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.spec.ColumnSteps.Clip;
import dev.fairway.training.spec.ColumnSteps.Dates;
import dev.fairway.training.spec.ColumnSteps.Encoding;
import dev.fairway.training.spec.ColumnSteps.Missing;
import dev.fairway.training.spec.ColumnSteps.Rare;
import dev.fairway.training.spec.ColumnSteps.Scaling;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedStepsTests {

    private static final Dataset SHOP = new Dataset("d1", "shop", 1, "csv", 1_000,
            List.of(column("age", ColumnType.NUMERIC, 70), column("town", ColumnType.CATEGORICAL, 40),
                    column("since", ColumnType.TIME, 700), column("buys", ColumnType.CATEGORICAL, 2)),
            "aa".repeat(32), Path.of("shop.parquet"), Instant.EPOCH);

    @Test
    void whatIsNotSaidIsAsItAlwaysWas() {
        assertThat(read("'missing':'impute','numeric':'standardise','categorical':'embedding','augment':[]"))
                .isEqualTo(read(""));
        assertThat(read("").of("age")).isEqualTo(TrainDefaults.COLUMN_STEPS);
    }

    @Test
    void everyStepCanBeAskedFor() {
        TrainSpec.Steps steps = read("'missing':'mode','indicator':true,'numeric':'min_max','clip':{'upper':0.95},"
                + "'categorical':'one_hot','rare':{'min_share':0.02},'dates':['year','day_of_week']");
        assertThat(steps.usual().missing()).isEqualTo(new Missing(Missing.Method.MODE, null, true));
        assertThat(steps.usual().numeric()).isEqualTo(Scaling.MIN_MAX);
        assertThat(steps.usual().clip()).isEqualTo(new Clip(0.01, 0.95));
        assertThat(steps.usual().categorical()).isEqualTo(Encoding.ONE_HOT);
        assertThat(steps.usual().maxCategories()).isEqualTo(100);
        assertThat(steps.usual().rare()).isEqualTo(new Rare(0.02, null));
        assertThat(steps.usual().dates()).isEqualTo(new Dates(List.of(DatePart.YEAR, DatePart.DAY_OF_WEEK), true));
    }

    @Test
    void aColumnDoesWhatItSaysAndElseWhatIsUsual() {
        TrainSpec.Steps steps = read("'clip':true,'columns':{'age':{'numeric':'robust','missing':{'constant':-1}}}");
        assertThat(steps.of("age").numeric()).isEqualTo(Scaling.ROBUST);
        assertThat(steps.of("age").missing().number()).isEqualTo(-1.0);
        assertThat(steps.of("age").clip()).isEqualTo(TrainDefaults.CLIP);
        assertThat(steps.of("town")).isEqualTo(steps.usual());
    }

    @Test
    void aColumnCanDoWithoutWhatIsUsual() {
        TrainSpec.Steps steps = read("'clip':true,'rare':{'min_rows':5},'dates':['hour'],'columns':"
                + "{'age':{'clip':false},'town':{'rare':false},'since':{'dates':[]}}");
        assertThat(steps.of("age").clip()).isNull();
        assertThat(steps.of("town").rare()).isNull();
        assertThat(steps.of("since").dates()).isNull();
    }

    @Test
    void aColumnOfTimesIsLearntFromWhereItsPartsAreNamed() {
        assertThat(plan("").features()).extracting(f -> f.column()).containsExactly("age", "town");
        assertThat(plan("'dates':['month']").features()).extracting(f -> f.type())
                .containsExactly(ColumnType.NUMERIC, ColumnType.CATEGORICAL, ColumnType.TIME);
        assertThat(plan("'columns':{'since':{'dates':['month']}}").features()).hasSize(3);
    }

    @Test
    void whatIsStoredIsReadAgainAndSoIsWhatWasStoredBefore() {
        TrainSpec.Steps steps = read("'missing':{'constant':0},'indicator':true,'clip':true,'rare':true,"
                + "'dates':{'parts':['hour'],'cyclic':false},'columns':{'town':{'categorical':'one_hot'}}");
        String stored = VersionFolder.JSON.writeValueAsString(steps);
        assertThat(VersionFolder.JSON.readValue(stored, TrainSpec.Steps.class)).isEqualTo(steps);
        assertThat(VersionFolder.JSON.readValue("""
                {"missing": "impute", "numeric": "standardise", "categorical": "embedding", "max_categories": 10000,
                 "image": null, "augment": [], "text": null}""", TrainSpec.Steps.class).usual())
                .isEqualTo(TrainDefaults.COLUMN_STEPS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'scale':'robust'                                   | preprocessing.scale                   | known are
            'missing':'guess'                                  | preprocessing.missing                 | impute, drop, mean
            'missing':{'constant':null}                        | preprocessing.missing.constant        | stands for
            'missing':{'constant':0,'value':1}                 | preprocessing.missing.value           | constant
            'missing':'drop','indicator':true                  | preprocessing.indicator               | there are none
            'indicator':'yes'                                  | preprocessing.indicator               | true or false
            'clip':{'lower':0.9,'upper':0.1}                   | preprocessing.clip.upper              | greater quantile
            'clip':{'upper':99}                                | preprocessing.clip.upper              | from 0.0 to 1.0
            'clip':{'low':0.1}                                 | preprocessing.clip.low                | lower, upper
            'rare':{}                                          | preprocessing.rare.min_share          | min_rows
            'rare':{'min_share':5}                             | preprocessing.rare.min_share          | from 0.0 to 1.0
            'categorical':'one_hot','max_categories':5000      | preprocessing.max_categories          | from 2 to 1000
            'dates':['century']                                | preprocessing.dates                   | year, quarter
            'dates':['hour','hour']                            | preprocessing.dates                   | twice
            'dates':{'parts':[]}                               | preprocessing.dates.parts             | such as month
            'columns':{'wage':{'numeric':'robust'}}            | preprocessing.columns.wage            | no column 'wage'
            'columns':{'buys':{'categorical':'one_hot'}}       | preprocessing.columns.buys            | target
            'columns':{'age':{'scaling':'robust'}}             | preprocessing.columns.age.scaling     | numeric
            'columns':{'age':{'numeric':'log'}}                | preprocessing.columns.age.numeric     | min_max, robust
            'columns':{'age':{'rare':true}}                    | preprocessing.columns.age.rare        | 'age' is numeric
            'columns':{'town':{'clip':true}}                   | preprocessing.columns.town.clip       | columns of numbers
            'columns':{'town':{'missing':'mean'}}              | preprocessing.columns.town.missing    | numbers alone
            'columns':{'town':{'dates':['hour']}}              | preprocessing.columns.town.dates      | columns of times
            'columns':{'age':{'missing':{'constant':'none'}}}  | preprocessing.columns.age.missing     | must be a number
            'columns':{'since':{'missing':{'constant':'0'}}}   | preprocessing.columns.since.missing   | 2026-01-31
            'columns':{'since':{'numeric':'none'}}             | preprocessing.columns.since.numeric   | 'since' is time
            """)
    void aWrongFieldIsNamedWithWhatIsAllowed(String fields, String field, String hint) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(fields)).satisfies(refusal -> {
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.errors()).singleElement().satisfies(error -> {
                assertThat(error.field()).isEqualTo(field);
                assertThat(error.message()).contains(hint);
            });
        });
    }

    private static ColumnProfile column(String name, ColumnType type, long distinct) {
        return new ColumnProfile(name, type, 0, distinct, null, null, null, null, List.of());
    }

    private static TrainSpec.Steps read(String preprocessing) {
        return spec(preprocessing).preprocessing();
    }

    private static ColumnPlan plan(String preprocessing) {
        return ColumnPlan.of(spec(preprocessing), SHOP);
    }

    private static TrainSpec spec(String preprocessing) {
        String body = "{'model':'m','dataset':{'id':'d1'},'target':'buys','preprocessing':{" + preprocessing + "}}";
        return new TrainRequest(VersionFolder.JSON.readTree(body.replace('\'', '"')), _ -> SHOP).read().spec();
    }
}
