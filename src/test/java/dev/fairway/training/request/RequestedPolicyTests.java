package dev.fairway.training.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.spec.RetrainPolicy;
import dev.fairway.training.spec.RetrainTrigger;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedPolicyTests {

    @Test
    void whatIsLeftOutHasADefault() {
        RetrainPolicy policy = read("{\"triggers\": [{\"on\": \"data\"}]}");
        assertThat(policy).isEqualTo(
                new RetrainPolicy(true, java.util.List.of(new RetrainTrigger.Data(1)), Duration.ofHours(1), 4, null));
    }

    @Test
    void alarmsOfTheMonitorAreHeededWhereTheyAreAskedFor() {
        RetrainPolicy some = read("{\"triggers\": [{\"on\": \"drift\", \"features\": [\"age\"]}]}");
        assertThat(some.heeds("drift", "age")).isTrue();
        assertThat(some.heeds("drift", "debt")).isFalse();
        assertThat(some.heeds("bias", "")).isFalse();
        RetrainPolicy any = read("{\"triggers\": [{\"on\": \"drift\"}, {\"on\": \"bias\"}]}");
        assertThat(any.heeds("drift", "debt")).isTrue();
        assertThat(any.heeds("bias", "")).isTrue();
        assertThat(read("{\"enabled\": false, \"triggers\": [{\"on\": \"bias\"}]}").heeds("bias", "")).isFalse();
    }

    @Test
    void aScheduleIsACronExpressionInAZone() {
        assertThat(read("""
                {"triggers": [{"on": "schedule", "cron": "0 30 2 * * MON-FRI", "zone": "Europe/Berlin"}]}""")
                .triggers())
                .containsExactly(new RetrainTrigger.Schedule("0 30 2 * * MON-FRI", ZoneId.of("Europe/Berlin"), null));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                       | triggers         | what starts a job
            {'triggers':[{'on':'performance'}]}                                      | triggers[0].on   | not supported yet
            {'triggers':[{'on':'labels','count':7}]}                                 | triggers[0].on   | use schedule, data, drift or bias
            {'triggers':[{'on':'moon'}]}                                             | triggers[0].on   | is not known
            {'triggers':[{'on':'schedule'}]}                                         | triggers[0].cron | or else every
            {'triggers':[{'on':'schedule','cron':'0 3 * * *'}]}                      | triggers[0].cron | six fields
            {'triggers':[{'on':'schedule','cron':'0 0 3 * * *','every':'PT1H'}]}     | triggers[0].cron | not both
            {'triggers':[{'on':'schedule','cron':'0 0 3 * * *','zone':'Nowhere'}]}   | triggers[0].zone | no time zone
            {'triggers':[{'on':'schedule','every':'PT1S'}]}                          | triggers[0].every | PT1M
            {'triggers':[{'on':'data','min_rows':0}]}                                | triggers[0].min_rows | from 1
            {'triggers':[{'on':'data','rows':5}]}                                    | triggers[0].rows | known are on, min_rows
            {'triggers':[{'on':'data'}],'max_per_day':0}                             | max_per_day      | from 1
            {'triggers':[{'on':'data'}],'cooldown':'1h'}                             | cooldown         | ISO-8601
            {'triggers':[{'on':'data'}],'job':7}                                     | job              | object
            {'triggers':[{'on':'data'}],'rollout':{'steps':[5]}}                     | rollout          | not supported yet
            {'triggers':[{'on':'data'}],'every':'PT1H'}                              | every            | known are
            """)
    void aWrongFieldIsNamedAndWhatWouldBeRight(String body, String field, String remedy) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(body.replace('\'', '"')))
                .satisfies(refusal -> assertThat(refusal.errors()).singleElement().satisfies(error -> {
                    assertThat(error.field()).isEqualTo(field);
                    assertThat(error.message()).contains(remedy);
                }));
    }

    private static RetrainPolicy read(String body) {
        return new RequestedPolicy(VersionFolder.JSON.readTree(body)).read();
    }
}
