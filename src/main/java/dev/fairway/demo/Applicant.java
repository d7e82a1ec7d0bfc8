package dev.fairway.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One person who asked for credit, and what became of it.
 *
 * @param age in years, 18 to 90
 * @param income per year, in the currency's units
 * @param debtRatio debt service over income
 * @param employmentYears with the present employer; null where the form was left empty
 * @param creditHistory {@code clean}, {@code none}, {@code late} or {@code default}
 * @param housing {@code rent}, {@code mortgage} or {@code own}
 * @param purpose what the credit is for
 * @param region where the person lives; means nothing for the outcome
 * @param gender the protected attribute
 * @param outcome {@code approved} or {@code declined}, by the lender of the past
 */
record Applicant(
        int age,
        int income,
        double debtRatio,
        @Nullable Integer employmentYears,
        String creditHistory,
        String housing,
        String purpose,
        String region,
        String gender,
        String outcome) {

    static final String APPROVED = "approved";
    static final String DECLINED = "declined";

    /** What is known before the decision, by column, as a prediction request carries it. */
    Map<String, @Nullable Object> features() {
        Map<String, @Nullable Object> features = new LinkedHashMap<>();
        features.put("age", age);
        features.put("income", income);
        features.put("debt_ratio", debtRatio);
        features.put("employment_years", employmentYears);
        features.put("credit_history", creditHistory);
        features.put("housing", housing);
        features.put("purpose", purpose);
        features.put("region", region);
        features.put("gender", gender);
        return features;
    }

    /** All columns, the outcome last, as a line of CSV; no value needs quotes. */
    String csv() {
        return features().values().stream().map(v -> v == null ? "" : v.toString()).collect(Collectors.joining(","))
                + "," + outcome;
    }

    static String csvHeader() {
        return "age,income,debt_ratio,employment_years,credit_history,housing,purpose,region,gender,outcome";
    }
}
