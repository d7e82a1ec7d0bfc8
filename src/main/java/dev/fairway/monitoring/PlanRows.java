package dev.fairway.monitoring;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionFolder;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What operators changed on monitors, in the database. */
@Repository
class PlanRows {

    private final JdbcClient jdbc;

    PlanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<ModelName, MonitorPlan.Change> all() {
        return jdbc.sql("select model, change from monitor_plan")
                .query((row, _) -> Map.entry(new ModelName(row.getString("model")),
                        VersionFolder.JSON.readValue(row.getString("change"), MonitorPlan.Change.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Transactional
    void put(ModelName model, MonitorPlan.Change change) {
        delete(model);
        jdbc.sql("insert into monitor_plan (model, change) values (?, ?)")
                .params(model.value(), VersionFolder.JSON.writeValueAsString(change))
                .update();
    }

    void delete(ModelName model) {
        jdbc.sql("delete from monitor_plan where model = ?").param(model.value()).update();
    }
}
