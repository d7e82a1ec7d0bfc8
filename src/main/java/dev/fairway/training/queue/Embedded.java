package dev.fairway.training.queue;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Tells a database that lives in this very process from one that other instances share. */
final class Embedded {

    private Embedded() {}

    static boolean is(DataSource source) {
        try {
            String url = JdbcUtils.extractDatabaseMetaData(source, m -> m.getURL());
            return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("the database does not tell what it is", e);
        }
    }
}
