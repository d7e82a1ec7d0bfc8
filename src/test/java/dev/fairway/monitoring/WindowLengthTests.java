package dev.fairway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowLengthTests {

    private static final Instant AT = Instant.parse("2026-03-01T12:07:31.5Z");

    @Test
    void windowsOfTimeAreAlignedToTheClock() {
        WindowLength quarter = WindowLength.of(Duration.ofMinutes(15));
        assertThat(quarter.startOf(AT)).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(quarter.endOf(AT)).isEqualTo("2026-03-01T12:15:00Z");
    }

    @Test
    void aWindowOfRowsHasNoEnd() {
        assertThat(WindowLength.of(1000).endOf(AT)).isNull();
    }

    @Test
    void exactlyOneLimitIsGiven() {
        assertThatThrownBy(() -> new WindowLength(null, null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new WindowLength(Duration.ofMinutes(1), 5)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> WindowLength.of(0)).hasMessageContaining("window.rows");
        assertThatThrownBy(() -> WindowLength.of(Duration.ofMillis(5))).hasMessageContaining("window.duration");
    }

    @Test
    void aBudgetOfOneAlarmInNinetyDaysIsSpentOverTheWindows() {
        assertThat(FalseAlarms.DEFAULT.level(Duration.ofMinutes(15))).isEqualTo(1.0 / 8640);
        assertThat(FalseAlarms.DEFAULT.level(Duration.ofDays(90))).isEqualTo(0.05);
    }
}
