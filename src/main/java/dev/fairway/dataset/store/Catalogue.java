package dev.fairway.dataset.store;

import dev.fairway.contract.Page;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.QualityReport;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the database that say which data sets there are. */
final class Catalogue {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SELECT = "select id, name, version, format, row_count, profile, sha256, created_at, items "
            + "from dataset ";

    private final JdbcClient database;
    private final Function<String, Path> table;

    /** @param table where the rows of a data set lie, by its id */
    Catalogue(JdbcClient database, Function<String, Path> table) {
        this.database = database;
        this.table = table;
    }

    List<Dataset> list(Page.Request page) {
        return database.sql(SELECT + "where id > :after order by id limit :limit")
                .param("after", page.after() == null ? "" : page.after())
                .param("limit", page.fetch())
                .query(this::dataset)
                .list();
    }

    Optional<Dataset> find(String id) {
        return database.sql(SELECT + "where id = :id").param("id", id).query(this::dataset).optional();
    }

    /** @param fingerprint of the bytes and of how they were read */
    Optional<Dataset> find(String name, String fingerprint) {
        return database.sql(SELECT + "where name = :name and fingerprint = :fingerprint")
                .param("name", name)
                .param("fingerprint", fingerprint)
                .query(this::dataset)
                .optional();
    }

    /** The newest version of a name. */
    Optional<Dataset> newest(String name) {
        return database.sql(SELECT + "where name = :name order by version desc limit 1")
                .param("name", name)
                .query(this::dataset)
                .optional();
    }

    Optional<Dataset> find(String name, int version) {
        return database.sql(SELECT + "where name = :name and version = :version")
                .param("name", name)
                .param("version", version)
                .query(this::dataset)
                .optional();
    }

    /** The version that the next data set of a name gets; two callers may see the same, and one insert fails then. */
    int nextVersion(String name) {
        return database.sql("select coalesce(max(version), 0) + 1 from dataset where name = :name")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the version or the fingerprint is there already */
    void insert(Dataset dataset, String fingerprint, QualityReport quality) {
        database.sql("""
                insert into dataset (id, name, version, format, row_count, profile, quality, sha256, fingerprint,
                  created_at, items)
                values (:id, :name, :version, :format, :rows, :profile, :quality, :sha256, :fingerprint, :created,
                  :items)""")
                .param("id", dataset.id())
                .param("name", dataset.name())
                .param("version", dataset.version())
                .param("format", dataset.format())
                .param("rows", dataset.rows())
                .param("profile", JSON.writeValueAsString(dataset.columns()))
                .param("quality", JSON.writeValueAsString(quality))
                .param("sha256", dataset.sha256())
                .param("fingerprint", fingerprint)
                .param("created", dataset.createdAt().atOffset(ZoneOffset.UTC))
                .param("items", dataset.items() == null ? null : JSON.writeValueAsString(dataset.items()),
                        Types.VARCHAR)
                .update();
    }

    Optional<QualityReport> quality(String id) {
        return database.sql("select quality from dataset where id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(json -> JSON.readValue(json, QualityReport.class));
    }

    boolean delete(String id) {
        return database.sql("delete from dataset where id = :id").param("id", id).update() == 1;
    }

    private Dataset dataset(ResultSet row, int index) throws SQLException {
        String id = row.getString("id");
        return new Dataset(id, row.getString("name"), row.getInt("version"), row.getString("format"),
                row.getLong("row_count"), JSON.readValue(row.getString("profile"), new TypeReference<>() {
                }), row.getString("sha256"), table.apply(id),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), items(row.getString("items")));
    }

    private static @Nullable ItemProfile items(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, ItemProfile.class);
    }
}
