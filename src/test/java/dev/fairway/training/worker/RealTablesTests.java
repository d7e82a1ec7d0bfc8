package dev.fairway.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.Dataset;
import dev.fairway.testing.RealData;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.request.Defaults;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job that says nothing but its target learns from well-known tables. */
class RealTablesTests {

    @TempDir
    private Path folder;

    @Test
    void adultReachesWhatIsKnownToBePossible() throws IOException, SQLException {
        String columns = "age,workclass,fnlwgt,education,education_num,marital_status,occupation,relationship,race,sex,"
                + "capital_gain,capital_loss,hours_per_week,native_country,income";
        Map<String, Double> test = train("adult/adult.data",
                "header=false, nullstr='?', names=['%s']".formatted(columns.replace(",", "','")), "income", "{}");
        assertThat(test.get("auroc")).isGreaterThan(0.905);
        assertThat(test.get("accuracy")).isGreaterThan(0.85);
    }

    @Test
    void housePricesAreExplainedByPlaceAndIncome() throws IOException, SQLException {
        assertThat(train("california-housing/housing.csv", "header=true", "median_house_value", "{}").get("r2"))
                .isGreaterThan(0.75);
    }

    @Test
    void aThousandLoansAreEnoughToLearnSomething() throws IOException, SQLException {
        assertThat(
                train("german-credit/german_data_credit_header.csv", "header=true", "class-label", "{}").get("auroc"))
                .isGreaterThan(0.7);
    }

    @Test
    void tumoursAreTakenForNoLeak() throws IOException, SQLException {
        assertThat(train("breast-cancer-wdbc/wdbc.data.csv", "header=false, skip=1", "column31",
                "{\"exclude\": [\"column32\"]}").get("accuracy")).isGreaterThan(0.93);
    }

    @Test
    void cardDefaultsAreLearnt() throws IOException, SQLException {
        assertThat(train("default-credit-card/credit-card-clients.csv", "header=true", "default payment", "{}")
                .get("auroc")).isGreaterThan(0.75);
    }

    @Test
    void reoffendingIsLearntFromWhatIsKnownBeforehand() throws IOException, SQLException {
        assertThat(train("compas/compas-scores-two-years.csv", "header=true", "two_year_recid", """
                {"include": ["sex", "age", "race", "juv_fel_count", "juv_misd_count", "juv_other_count",
                 "priors_count", "c_charge_degree"]}""").get("auroc")).isGreaterThan(0.7);
    }

    private Map<String, Double> train(String file, String reading, String target, String features)
            throws IOException, SQLException {
        Dataset table = Tables.of("SELECT COLUMNS(c -> true) FROM read_csv('%s', %s)"
                .formatted(RealData.dataset(file).toAbsolutePath(), reading), folder);
        Workshop job = new Workshop(folder.resolve("job"), Defaults.of(table, target, features), table);
        List<WorkerEvent> events = job.run();
        assertThat(events.getLast()).isInstanceOf(WorkerEvent.Succeeded.class);
        return Objects.requireNonNull(((WorkerEvent.Succeeded) events.getLast()).metrics().get("test"));
    }
}
