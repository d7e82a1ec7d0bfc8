package dev.fairway.training.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningService
class PreprocessedTableIT {

    private static final String STEPS = """
            , "epochs": 3, "split": {"method": "column", "column": "part"}, "features": {"exclude": ["part"]},
              "preprocessing": {"missing": "mode", "indicator": true, "numeric": "robust", "clip": true,
                "categorical": "one_hot", "rare": {"min_rows": 30}, "dates": ["month", "hour"],
                "columns": {"age": {"numeric": "min_max", "missing": "drop"}}}""";

    private final Http http;
    private final List<String> test = new ArrayList<>();
    private final List<String> truth = new ArrayList<>();

    @Autowired
    PreprocessedTableIT(@LocalServerPort int port) {
        this.http = new Http(port);
    }

    /** The test rows, asked over HTTP, are answered as the worker judged them; what was dropped or is no moment is refused. */
    @Test
    void whatWasFittedIsServed() {
        String dataset = http.upload("/api/datasets", "shop.csv", csv().getBytes(StandardCharsets.UTF_8))
                .json()
                .get("id")
                .asString();
        Job job = Job.start(http, dataset, STEPS);
        double accuracy = job.succeeded().get("metrics").get("test").get("accuracy").asDouble();
        JsonNode said = predict(job, String.join(",", test)).json().get("predictions");
        long right = 0;
        for (int row = 0; row < truth.size(); row++) {
            right += said.get(row).get("label").asString().equals(truth.get(row)) ? 1 : 0;
        }
        assertThat((double) right / truth.size()).isCloseTo(accuracy, within(1e-9));
        Http.Answer missing = predict(job, row("null", "1", "\"paris\"", "\"2026-01-31\""));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.body()).contains("row 0, column age");
        Http.Answer noMoment = predict(job, row("30", "null", "null", "\"yesterday\""));
        assertThat(noMoment.status()).isEqualTo(422);
        assertThat(noMoment.body()).contains("row 0, column seen");
        assertThat(predict(job, row("30", "null", "\"atlantis\"", "null")).status()).isEqualTo(200);
    }

    private Http.Answer predict(Job job, String rows) {
        return http.post("/v1/models/%s:predict".formatted(job.model()), "{\"instances\": [" + rows + "]}");
    }

    private static String row(String age, String debt, String town, String seen) {
        return "{\"age\": %s, \"debt\": %s, \"town\": %s, \"seen\": %s}".formatted(age, debt, town, seen);
    }

    private String csv() {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder("age,debt,town,seen,part,y\n");
        for (int i = 0; i < 1_500; i++) {
            int age = 18 + random.nextInt(60);
            int debt = random.nextInt(9_000);
            String town = List.of("rome", "paris", "bonn", "ulm" + random.nextInt(40)).get(random.nextInt(4));
            LocalDateTime seen = LocalDateTime.of(2025, 1, 1, 0, 0).plusHours(random.nextInt(8_000));
            String y = age / 20.0 + seen.getHour() / 12.0 + random.nextGaussian() > 3.2 ? "yes" : "no";
            String part = i % 5 == 0 ? "test" : i % 5 == 1 ? "validation" : "train";
            boolean blank = i % 17 == 0;
            csv.append("%s,%s,%s,%s,%s,%s%n".formatted(i % 19 == 0 ? "" : age, blank ? "" : debt, town, seen + ":00",
                    part, y));
            if (part.equals("test") && i % 19 != 0) {
                test.add(row("" + age, blank ? "null" : "" + debt, "\"" + town + "\"", "\"" + seen + ":00\""));
                truth.add(y);
            }
        }
        return csv.toString();
    }
}
