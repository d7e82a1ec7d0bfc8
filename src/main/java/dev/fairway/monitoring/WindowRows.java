package dev.fairway.monitoring;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The open windows, in the database. */
@Repository
class WindowRows {

    private final JdbcClient jdbc;

    WindowRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<VersionId, Counted> all() {
        return jdbc.sql("select model, version, counted from monitor_window")
                .query((row, _) -> Map.entry(
                        new VersionId(new ModelName(row.getString("model")), row.getInt("version")),
                        VersionFolder.JSON.readValue(row.getString("counted"), Counted.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Transactional
    void put(VersionId version, Counted counted) {
        delete(version);
        jdbc.sql("insert into monitor_window (model, version, counted) values (?, ?, ?)")
                .params(version.model().value(), version.number(), VersionFolder.JSON.writeValueAsString(counted))
                .update();
    }

    void delete(VersionId version) {
        jdbc.sql("delete from monitor_window where model = ? and version = ?")
                .params(version.model().value(), version.number())
                .update();
    }
}
