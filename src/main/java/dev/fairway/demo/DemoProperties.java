package dev.fairway.demo;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The demo, which runs under the profile {@code demo} only.
 *
 * @param model name of the model that is trained and called
 * @param rows rows of the data set that it learns from
 * @param seed start of every random choice
 * @param bias what the lender of the past took off a woman's score; 0 is a fair one
 * @param drift how far the later traffic's ages and incomes lie from the training data's; 0 never drifts
 * @param requestsPerSecond prediction requests sent per second
 * @param rowsPerRequest people per request
 * @param cleanFor how long the traffic looks like the training data before it drifts
 * @param retrain train again although the model is there
 * @param key API key to call with, where the service asks for one
 */
@ConfigurationProperties("fairway.demo")
@Validated
record DemoProperties(
        @DefaultValue("credit") String model,
        @DefaultValue("20000") @Min(1000) int rows,
        @DefaultValue("2026") long seed,
        @DefaultValue("1.4") double bias,
        @DefaultValue("1.0") double drift,
        @DefaultValue("6") @Positive double requestsPerSecond,
        @DefaultValue("10") @Positive int rowsPerRequest,
        @DefaultValue("40s") Duration cleanFor,
        @DefaultValue("false") boolean retrain,
        @Nullable String key) {}
