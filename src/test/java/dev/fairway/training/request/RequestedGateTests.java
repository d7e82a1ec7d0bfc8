package dev.fairway.training.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.CalibrationMethod;
import dev.fairway.training.GateSpec;
import dev.fairway.training.TrainSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedGateTests {

    @Test
    void withoutAGateNothingIsAskedFor() {
        assertThat(read("").gate()).isEqualTo(GateSpec.NONE);
        assertThat(read("").calibration()).isEqualTo(CalibrationMethod.TEMPERATURE);
    }

    @Test
    void everyLimitIsTaken() {
        GateSpec gate = read(
                """
                        ,'gate':{'not_worse_than':'production','metric':'auroc','tolerance':0.005,'confidence':0.9,'strict':true,
                        'max_latency_ratio':1.2,'slices':[{'column':'zip','metric':'accuracy','max_gap':0.1}]}""")
                .gate();
        assertThat(gate.notWorseThan()).isEqualTo("production");
        assertThat(gate.metric()).isEqualTo("auroc");
        assertThat(gate.tolerance()).isEqualTo(0.005);
        assertThat(gate.confidence()).isEqualTo(0.9);
        assertThat(gate.strict()).isTrue();
        assertThat(gate.maxLatencyRatio()).isEqualTo(1.2);
        assertThat(gate.sliceColumns()).containsExactly("zip");
    }

    @Test
    void aVersionIsNamedByItsNumber() {
        assertThat(read(",'gate':{'not_worse_than':3}").gate().notWorseThan()).isEqualTo("3");
    }

    @Test
    void whatPeopleKnowComesWithTheJob() {
        assertThat(read(",'card':{'intended_use':'to try','limits':['adults only']}").card().limits())
                .containsExactly("adults only");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'tolerance':0.1}|gate.tolerance", "{'min_gain':0.1}|gate.min_gain",
            "{'max_latency_ratio':2}|gate.max_latency_ratio", "{'not_worse_than':'a b'}|gate.not_worse_than",
            "{'not_worse_than':'production','metric':'rmse'}|gate.metric",
            "{'not_worse_than':'production','tolerance':0.1,'min_gain':0.1}|gate.tolerance",
            "{'slices':[{'column':'zip','metric':'accuracy'}]}|gate.slices[0].max_gap",
            "{'slices':[{'column':'no','metric':'accuracy','max_gap':0.1}]}|gate.slices[0].column",
            "{'slices':[{'column':'zip','metric':'speed','max_gap':0.1}]}|gate.slices[0].metric",
            "{'confidence':1}|gate.confidence"})
    void aLimitThatMakesNoSenseIsNamed(String gate, String field) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(",'gate':" + gate))
                .satisfies(e -> assertThat(e.errors()).extracting(FieldError::field).containsExactly(field));
    }

    @Test
    void aSpecOfBeforeThereWereSuchLimitsIsStillRead() {
        GateSpec old = VersionFolder.JSON.readValue("{\"min\": {\"f1\": 0.5}, \"min_disparate_impact\": null}",
                GateSpec.class);
        assertThat(old.min()).containsEntry("f1", 0.5);
        assertThat(old.confidence()).isEqualTo(GateSpec.CONFIDENCE);
    }

    private static TrainSpec read(String more) {
        String body = ("{'model':'income','dataset':{'id':'d1'},'target':'income'" + more + "}").replace('\'', '"');
        return new TrainRequest(VersionFolder.JSON.readTree(body), People::find).read().spec();
    }
}
