package dev.fairway.training.web;

import dev.fairway.testing.Http;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A small table of people who pay or do not: the older and the employed do. */
final class Debtors {

    private Debtors() {}

    static String csv(int rows) {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder csv = new StringBuilder("age,debt,job,sex,y\n");
        for (int i = 0; i < rows; i++) {
            double age = 18 + 60 * random.nextDouble();
            String job = new String[]{"smith", "baker", "none"}[random.nextInt(3)];
            boolean pays = age / 20 + (job.equals("none") ? -1 : 0.5) + random.nextGaussian() > 2;
            csv.append("%.2f,%s,%s,%s,%s%n".formatted(age, i % 17 == 0 ? "" : random.nextInt(9_000), job,
                    random.nextBoolean() ? "f" : "m", pays ? "yes" : "no"));
        }
        return csv.toString();
    }

    /** Id of the table in a running service. */
    static String upload(Http http) {
        return http.upload("/api/datasets", "debtors.csv", csv(3_000).getBytes(StandardCharsets.UTF_8))
                .json()
                .get("id")
                .asString();
    }
}
