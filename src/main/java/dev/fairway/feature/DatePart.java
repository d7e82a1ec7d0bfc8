package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;

/** A part of a moment (in UTC where it tells its offset) that may say something of a row. */
public enum DatePart {
    @JsonProperty("year")
    YEAR(0, 0), @JsonProperty("quarter")
    QUARTER(1, 4), @JsonProperty("month")
    MONTH(1, 12),
    /** That of ISO 8601: the first week of a year has its first Thursday. */
    @JsonProperty("week")
    WEEK(1, 53),
    /** Day of the month. */
    @JsonProperty("day")
    DAY(1, 31),
    @JsonProperty("day_of_year")
    DAY_OF_YEAR(1, 366),
    /** 1 on Monday to 7 on Sunday. */
    @JsonProperty("day_of_week")
    DAY_OF_WEEK(1, 7),
    /** 1 on Saturday and Sunday, else 0. */
    @JsonProperty("weekend")
    WEEKEND(0, 0),
    @JsonProperty("hour")
    HOUR(0, 24),
    @JsonProperty("minute")
    MINUTE(0, 60);

    private final int first;
    private final int period;

    DatePart(int first, int period) {
        this.first = first;
        this.period = period;
    }

    /** The least value of a part that comes round. */
    int first() {
        return first;
    }

    /** Number of values after which the part begins anew; 0 for one that never does. */
    public int period() {
        return period;
    }

    /** Its value. */
    public int of(LocalDateTime moment) {
        return switch (this) {
            case YEAR -> moment.getYear();
            case QUARTER -> moment.get(IsoFields.QUARTER_OF_YEAR);
            case MONTH -> moment.getMonthValue();
            case WEEK -> moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case DAY -> moment.getDayOfMonth();
            case DAY_OF_YEAR -> moment.getDayOfYear();
            case DAY_OF_WEEK -> moment.getDayOfWeek().getValue();
            case WEEKEND -> moment.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0 ? 1 : 0;
            case HOUR -> moment.getHour();
            case MINUTE -> moment.getMinute();
        };
    }
}
