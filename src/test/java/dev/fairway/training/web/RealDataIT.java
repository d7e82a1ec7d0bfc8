package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.testing.Http;
import dev.fairway.testing.Http.Answer;
import dev.fairway.testing.RealData;
import dev.fairway.testing.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Well-known tables, uploaded as they are, with jobs that say no more than the target. */
@RunningService
class RealDataIT {

    private final Http http;

    @Autowired
    RealDataIT(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    @ParameterizedTest
    @CsvSource({"german-credit/german_data_credit_header.csv, class-label, auroc, 0.70",
            "compas/compas-scores-two-years.csv, two_year_recid, auroc, 0.90",
            "default-credit-card/credit-card-clients.csv, default payment, auroc, 0.75",
            "california-housing/housing.csv, median_house_value, r2, 0.77"})
    void aTableAndATargetAreEnough(String file, String target, String metric, double least) throws IOException {
        JsonNode done = train("table.csv", Files.readAllBytes(RealData.dataset(file)), target);
        assertThat(done.get("metrics").get("test").get(metric).asDouble()).isGreaterThan(least);
    }

    /** The file says the diagnosis twice, in two columns that are each other's opposite: the second one is cut off. */
    @Test
    void tumoursAreTakenForNoLeak() throws IOException {
        String once = Files.readString(RealData.dataset("breast-cancer-wdbc/wdbc.data.csv"))
                .replaceAll("(?m),[01]$", "");
        JsonNode done = train("wdbc.csv", once.getBytes(StandardCharsets.UTF_8), "column_32");
        assertThat(done.get("metrics").get("test").get("accuracy").asDouble()).isGreaterThan(0.93);
    }

    private JsonNode train(String name, byte[] table, String target) {
        Answer dataset = http.upload("/api/datasets", name, table);
        assertThat(dataset.status()).as(dataset.body()).isBetween(200, 201);
        String body = "{\"model\": \"m-%s\", \"dataset\": {\"id\": \"%s\"}, \"target\": \"%s\"}"
                .formatted(UUID.randomUUID(), dataset.json().get("id").asString(), target);
        Answer job = http.post("/api/train-jobs", body);
        assertThat(job.status()).as(job.body()).isEqualTo(202);
        return new Job(http, job.json().get("id").asString(), "").succeeded();
    }
}
