package dev.fairway.feature;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/** Reads moments as data sets have them: ISO 8601, a day with or without a time of it, and that with or without an offset. */
public final class IsoTime {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX][X]]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private IsoTime() {}

    /** The moment, in UTC where it tells its offset, and at midnight where it is a day; null when it is none. */
    public static @Nullable LocalDateTime read(String text) {
        try {
            TemporalAccessor parsed = ISO.parse(text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDateTime moment = LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            return offset == null ? moment : moment.minusSeconds(offset.getTotalSeconds());
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
