package dev.fairway.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of versions and of the models that they belong to. */
@Component
class VersionRows {

    private static final String SELECT = "select model, version, manifest, sha256, bytes, registered_at from model_version ";

    private final JdbcClient jdbc;
    private final VersionStore store;

    VersionRows(JdbcClient jdbc, VersionStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** Names of models that have versions, in order. */
    List<String> models(@Nullable String after, int limit) {
        return jdbc.sql("""
                select name from model m
                where name > :after and exists (select 1 from model_version v where v.model = m.name)
                order by name limit :limit""")
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, _) -> row.getString("name"))
                .list();
    }

    List<ModelVersion> of(List<String> models) {
        return models.isEmpty() ? List.of()
                : jdbc.sql(SELECT + "where model in (:models) order by model, version")
                        .param("models", models)
                        .query(this::version)
                        .list();
    }

    Optional<ModelVersion> find(VersionId id) {
        return jdbc.sql(SELECT + "where model = :model and version = :version")
                .param("model", id.model().value())
                .param("version", id.number())
                .query(this::version)
                .optional();
    }

    Optional<ModelVersion> madeBy(ModelName model, Manifest.Source source) {
        return jdbc.sql(SELECT + "where model = :model and source_type = :type and source_id = :id")
                .param("model", model.value())
                .param("type", source.type())
                .param("id", source.id())
                .query(this::version)
                .optional();
    }

    void addModel(ModelName model) {
        jdbc.sql("insert into model (name, last_version) values (:name, 0) on conflict do nothing")
                .param("name", model.value())
                .update();
    }

    /** Keeps everybody else from changing the model until the transaction ends; gives the last number that it gave. */
    Optional<Integer> lock(ModelName model) {
        return jdbc.sql("select last_version from model where name = :name for update")
                .param("name", model.value())
                .query(Integer.class)
                .optional();
    }

    void add(ModelVersion version, String manifest) {
        Manifest.Source source = version.manifest().source();
        jdbc.sql("update model set last_version = :version where name = :model")
                .param("version", version.id().number())
                .param("model", version.id().model().value())
                .update();
        jdbc.sql("""
                insert into model_version
                    (model, version, source_type, source_id, manifest, sha256, bytes, registered_at)
                values (:model, :version, :type, :id, :manifest, :sha256, :bytes, :at)""")
                .param("model", version.id().model().value())
                .param("version", version.id().number())
                .param("type", source.type())
                .param("id", source.id())
                .param("manifest", manifest)
                .param("sha256", version.sha256())
                .param("bytes", version.size())
                .param("at", version.registeredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether there was one to delete. */
    boolean delete(VersionId id) {
        return jdbc.sql("delete from model_version where model = :model and version = :version")
                .param("model", id.model().value())
                .param("version", id.number())
                .update() == 1;
    }

    private ModelVersion version(ResultSet row, int index) throws SQLException {
        VersionId id = new VersionId(new ModelName(row.getString("model")), row.getInt("version"));
        return new ModelVersion(id, VersionFolder.JSON.readValue(row.getString("manifest"), Manifest.class),
                store.folder(id), row.getString("sha256"), row.getLong("bytes"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant());
    }
}
