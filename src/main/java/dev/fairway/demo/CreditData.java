package dev.fairway.demo;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A synthetic lender whose data-generating process is known, so that what a model and its monitor find can be checked.
 *
 * <p>Columns. {@code age} is normal (41, 12), {@code income} log-normal (median 32,000, σ 0.45), {@code debt_ratio}
 * normal (0.35, 0.14), {@code employment_years} exponential (mean 7) and at most {@code age − 18}, empty in 2 % of the
 * rows; {@code credit_history}, {@code housing}, {@code purpose} and {@code region} are drawn with fixed shares. 40 % of
 * the people are women, and <b>gender tells nothing of any other column</b>: whatever a model does differently to women
 * comes from the past decisions alone.
 *
 * <p>Outcome. A credit is approved with the probability σ(s), where
 * <pre>
 * s = 1.0 + 1.1·i − 0.9·d + 0.4·e − 0.35·i·d + history + housing
 *     − 0.9·[age &lt; 25 and purpose = business] − bias·[gender = female]
 * i = ln(income / 32,000) / 0.45    d = (debt_ratio − 0.35) / 0.14    e = ln(1 + employment_years) − 1.6
 * history: clean +0.5, none 0, late −0.9, default −2.0    housing: own +0.3, mortgage +0.1, rent −0.1
 * </pre>
 * (an empty {@code employment_years} counts with e = 0). The draw from that probability is the noise that no model can
 * explain away.
 *
 * @param drift covariate shift: each age gets 9·drift years older and each income is multiplied by exp(−0.36·drift),
 *     0.75 and 0.8 standard deviations at 1; no other column moves. 0 is the population of the training data
 * @param bias what being a woman costs in the score; 0 is a fair lender
 */
record CreditData(double drift, double bias) {

    private static final double MEDIAN_INCOME = 32_000;
    private static final double INCOME_SIGMA = 0.45;
    private static final double WOMEN = 0.4;

    private static final List<Share> HISTORY = List.of(new Share("clean", 0.58, 0.5), new Share("none", 0.22, 0),
            new Share("late", 0.15, -0.9), new Share("default", 0.05, -2.0));
    private static final List<Share> HOUSING = List.of(new Share("rent", 0.45, -0.1), new Share("mortgage", 0.35, 0.1),
            new Share("own", 0.20, 0.3));
    private static final List<Share> PURPOSE = List.of(new Share("car", 0.32, 0), new Share("furniture", 0.24, 0),
            new Share("renovation", 0.18, 0), new Share("education", 0.12, 0), new Share("business", 0.14, 0));
    private static final List<Share> REGION = List.of(new Share("north", 0.3, 0), new Share("south", 0.3, 0),
            new Share("east", 0.2, 0), new Share("west", 0.2, 0));

    /** A value of a categorical column, how many people have it, and what it adds to the score. */
    private record Share(String value, double share, double effect) {}

    /**
     * The same seed gives the same people, on every machine: {@link Random}'s algorithm is specified. Its first numbers
     * from neighbouring seeds are alike, so the seed is scrambled: batches drawn with 1, 2, 3, … are independent.
     */
    List<Applicant> draw(int rows, long seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        return Stream.generate(() -> draw(random)).limit(rows).toList();
    }

    private Applicant draw(Random random) {
        double bornAge = clamp(41 + 12 * random.nextGaussian(), 18, 80);
        int age = (int) Math.round(clamp(bornAge + 9 * drift, 18, 90));
        double logIncome = INCOME_SIGMA * random.nextGaussian() - 0.36 * drift;
        int income = 10 * (int) Math.round(MEDIAN_INCOME * StrictMath.exp(logIncome) / 10);
        double debtRatio = Math.round(100 * clamp(0.35 + 0.14 * random.nextGaussian(), 0, 1)) / 100.0;
        Integer employmentYears = employmentYears(random, bornAge);
        Share history = pick(HISTORY, random);
        Share housing = pick(HOUSING, random);
        Share purpose = pick(PURPOSE, random);
        Share region = pick(REGION, random);
        boolean woman = random.nextDouble() < WOMEN;
        double score = numericScore(logIncome, debtRatio, employmentYears) + history.effect + housing.effect
                - (age < 25 && purpose.value.equals("business") ? 0.9 : 0) - (woman ? bias : 0);
        boolean approved = random.nextDouble() < 1 / (1 + StrictMath.exp(-score));
        return new Applicant(age, income, debtRatio, employmentYears, history.value, housing.value, purpose.value,
                region.value, woman ? "female" : "male", approved ? Applicant.APPROVED : Applicant.DECLINED);
    }

    /** Depends on the age before the shift, so that shifting ages leaves this column alone. */
    private static @Nullable Integer employmentYears(Random random, double bornAge) {
        int years = (int) Math.min(bornAge - 18, -7 * StrictMath.log(1 - random.nextDouble()));
        return random.nextDouble() < 0.02 ? null : years;
    }

    private static double numericScore(double logIncome, double debtRatio, @Nullable Integer employmentYears) {
        double i = logIncome / INCOME_SIGMA;
        double d = (debtRatio - 0.35) / 0.14;
        double e = employmentYears == null ? 0 : StrictMath.log1p(employmentYears) - 1.6;
        return 1.0 + 1.1 * i - 0.9 * d + 0.4 * e - 0.35 * i * d;
    }

    private static Share pick(List<Share> shares, Random random) {
        double left = random.nextDouble();
        for (Share share : shares) {
            left -= share.share;
            if (left < 0)
                return share;
        }
        return shares.getLast();
    }

    private static double clamp(double value, double low, double high) {
        return Math.clamp(value, low, high);
    }
}
