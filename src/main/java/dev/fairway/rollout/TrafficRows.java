package dev.fairway.rollout;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.TrafficPlan;
import dev.fairway.registry.TrafficPlan.Share;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How calls are shared out, in the database. */
@Repository
class TrafficRows {

    /** One version of a plan; a plan that has none is one row without a version. */
    private record Row(
            String model,
            @Nullable String stickyBy,
            @Nullable Integer version,
            @Nullable Integer weight,
            boolean shadow) {}

    private static final String SELECT = """
            select t.model, t.sticky_by, v.version, v.weight, v.shadow
            from traffic t left join traffic_version v on v.model = t.model
            """;

    private final JdbcClient jdbc;

    TrafficRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<ModelName, TrafficPlan> all() {
        return plans(jdbc.sql(SELECT + "order by v.version").query(TrafficRows::row).list());
    }

    Map<ModelName, TrafficPlan> of(Collection<ModelName> models) {
        return models.isEmpty() ? Map.of()
                : plans(jdbc.sql(SELECT + "where t.model in (:models) order by v.version")
                        .param("models", models.stream().map(ModelName::value).toList())
                        .query(TrafficRows::row)
                        .list());
    }

    TrafficPlan of(ModelName model) {
        return of(List.of(model)).getOrDefault(model, TrafficPlan.NONE);
    }

    /** Replaces the plan of a model; to be called in a transaction. */
    void put(ModelName model, TrafficPlan plan) {
        delete(model);
        if (!plan.equals(TrafficPlan.NONE)) {
            jdbc.sql("insert into traffic (model, sticky_by) values (?, ?)")
                    .param(model.value())
                    .param(plan.stickyBy())
                    .update();
            plan.versions().forEach(version -> put(model, version, plan));
        }
    }

    private void put(ModelName model, int version, TrafficPlan plan) {
        @Nullable
        Integer weight = plan.split()
                .stream()
                .filter(share -> share.version() == version)
                .map(Share::weight)
                .findFirst()
                .orElse(null);
        jdbc.sql("insert into traffic_version (model, version, weight, shadow) values (?, ?, ?, ?)")
                .param(model.value())
                .param(version)
                .param(weight)
                .param(plan.shadow().contains(version))
                .update();
    }

    private void delete(ModelName model) {
        jdbc.sql("delete from traffic_version where model = ?").param(model.value()).update();
        jdbc.sql("delete from traffic where model = ?").param(model.value()).update();
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(row.getString("model"), row.getString("sticky_by"), row.getObject("version", Integer.class),
                row.getObject("weight", Integer.class), row.getBoolean("shadow"));
    }

    private static Map<ModelName, TrafficPlan> plans(List<Row> rows) {
        return rows.stream()
                .collect(groupingBy(Row::model))
                .entrySet()
                .stream()
                .collect(toMap(model -> new ModelName(model.getKey()), model -> plan(model.getValue())));
    }

    private static TrafficPlan plan(List<Row> rows) {
        List<Share> split = rows.stream()
                .filter(row -> row.weight() != null)
                .map(row -> new Share(Objects.requireNonNull(row.version()), Objects.requireNonNull(row.weight())))
                .toList();
        List<Integer> shadow = rows.stream()
                .filter(Row::shadow)
                .map(Row::version)
                .map(Objects::requireNonNull)
                .collect(Collectors.toList());
        return new TrafficPlan(split, shadow, rows.getFirst().stickyBy());
    }
}
