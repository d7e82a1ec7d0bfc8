package dev.fairway.monitoring;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What closed windows said, in the database. */
@Repository
class Reports {

    private final JdbcClient jdbc;

    Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Report report) {
        jdbc.sql("""
                insert into monitor_report
                    (id, model, version, started_at, ended_at, row_count, drift_detected, bias_breached, report)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(report.window().id(), report.model().value(), report.version(), time(report.window().start()),
                        time(report.window().end()), report.window().rows(), report.drift().detected(),
                        report.isBiased(), VersionFolder.JSON.writeValueAsString(report))
                .update();
    }

    Optional<Report> newest(VersionId version) {
        return jdbc.sql("""
                select report from monitor_report where model = ? and version = ?
                order by ended_at desc, id desc limit 1""")
                .params(version.model().value(), version.number())
                .query(Reports::report)
                .optional();
    }

    Optional<Report> newest(ModelName model) {
        return jdbc.sql("select report from monitor_report where model = ? order by ended_at desc, id desc limit 1")
                .param(model.value())
                .query(Reports::report)
                .optional();
    }

    Optional<Report> find(ModelName model, String window) {
        return jdbc.sql("select report from monitor_report where model = ? and id = ?")
                .params(model.value(), window)
                .query(Reports::report)
                .optional();
    }

    /** The reports whose windows ended from {@code from} to before {@code to}: the newest {@code limit}, oldest first. */
    List<Report> between(VersionId version, Instant from, Instant to, int limit) {
        return jdbc.sql("""
                select report from monitor_report
                where model = ? and version = ? and ended_at >= ? and ended_at < ?
                order by ended_at desc, id desc limit ?""")
                .params(version.model().value(), version.number(), time(from), time(to), limit)
                .query(Reports::report)
                .list()
                .reversed();
    }

    /** Deletes what ended before, and of each version all but the newest {@code most}. */
    void prune(Instant before, int most) {
        jdbc.sql("delete from monitor_report where ended_at < ?").param(time(before)).update();
        jdbc.sql(
                """
                        delete from monitor_report where id in (
                            select id from (
                                select id, row_number() over (partition by model, version order by ended_at desc, id desc) as place
                                from monitor_report) placed
                            where place > ?)""")
                .param(most)
                .update();
    }

    private static Report report(ResultSet row, int number) throws SQLException {
        return VersionFolder.JSON.readValue(row.getString("report"), Report.class);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
