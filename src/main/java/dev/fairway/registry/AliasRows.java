package dev.fairway.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of aliases. */
@Component
class AliasRows {

    /** One alias and where it points. */
    record Alias(String model, String alias, int version) {}

    private static final String SELECT = "select model, alias, version from model_alias ";

    private final JdbcClient jdbc;

    AliasRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Alias> of(List<String> models) {
        return models.isEmpty() ? List.of()
                : jdbc.sql(SELECT + "where model in (:models) order by model, alias")
                        .param("models", models)
                        .query(AliasRows::alias)
                        .list();
    }

    List<Alias> named(String alias) {
        return jdbc.sql(SELECT + "where alias = :alias").param("alias", alias).query(AliasRows::alias).list();
    }

    private static Alias alias(ResultSet row, int index) throws SQLException {
        return new Alias(row.getString("model"), row.getString("alias"), row.getInt("version"));
    }

    void set(String alias, VersionId to) {
        int moved = jdbc.sql("update model_alias set version = :version where model = :model and alias = :alias")
                .param("version", to.number())
                .param("model", to.model().value())
                .param("alias", alias)
                .update();
        if (moved == 0) {
            jdbc.sql("insert into model_alias (model, alias, version) values (:model, :alias, :version)")
                    .param("model", to.model().value())
                    .param("alias", alias)
                    .param("version", to.number())
                    .update();
        }
    }

    /** Whether there was one to remove. */
    boolean remove(ModelName model, String alias) {
        return jdbc.sql("delete from model_alias where model = :model and alias = :alias")
                .param("model", model.value())
                .param("alias", alias)
                .update() == 1;
    }
}
