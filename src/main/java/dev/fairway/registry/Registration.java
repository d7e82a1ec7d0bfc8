package dev.fairway.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How a folder becomes a version and stops being one.
 *
 * <p>A folder and a row cannot change in one step, so the order does: a version's folder moves in before its row is
 * committed, and moves out after its row is. A crash in between leaves a folder without a row, and its number tells
 * which it was: one above the last number that the model gave was being registered, any other was being deleted. At the
 * start the first kind is registered, the second removed. The model's row is locked meanwhile, so that a replica that
 * starts does not meddle with what another is just doing.
 */
@Component
class Registration implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final VersionStore store;
    private final VersionRows rows;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registration(VersionStore store, VersionRows rows, Changes changes, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.rows = rows;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    ModelVersion register(ModelName model, Path folder) {
        VersionFolder files = new VersionFolder(folder);
        files.verify();
        Entry entry = changes.orNew(model, last -> {
            Optional<ModelVersion> known = rows.madeBy(model, files.manifest().source());
            return known.map(version -> new Entry(version, false))
                    .orElseGet(() -> new Entry(moveIn(files, new VersionId(model, last + 1)), true));
        });
        if (entry.isNew()) {
            events.publishEvent(new VersionRegistered(entry.version().id()));
        }
        return entry.version();
    }

    /** Removes what is left of a version whose row is deleted. */
    void forget(VersionId id) {
        try {
            store.remove(id);
        } catch (UncheckedIOException e) {
            LOG.warn("the files of {} could not be removed; the next start tries again", id, e);
        }
        events.publishEvent(new VersionDeleted(id));
    }

    /** Settles the folders without a row before anybody asks for a version. */
    @Override
    public void afterPropertiesSet() {
        for (VersionId id : store.ids()) {
            if (rows.find(id).isEmpty()) {
                changes.orNew(id.model(), last -> rows.find(id).isPresent() || settle(id, last));
            }
        }
    }

    private boolean settle(VersionId id, int last) {
        if (id.number() <= last) {
            LOG.info("{} was deleted; its files are removed now", id);
            store.remove(id);
            return true;
        }
        try {
            VersionFolder files = store.folder(id);
            files.verify();
            if (rows.madeBy(id.model(), files.manifest().source()).isPresent()) {
                throw new DamagedVersion(VersionFolder.MANIFEST, "names a source that another version has");
            }
            add(files, id);
            LOG.info("{} had files but was not registered; it is now", id);
        } catch (DamagedVersion e) {
            LOG.warn("{} has files but cannot be registered, so they are set aside: {}", id, e.getMessage());
            store.setAside(id);
        }
        return true;
    }

    private ModelVersion moveIn(VersionFolder files, VersionId id) {
        ModelVersion version = add(files, id);
        store.take(files.path(), id);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    store.giveBack(id, files.path());
                }
            }
        });
        return version;
    }

    private ModelVersion add(VersionFolder files, VersionId id) {
        Path manifest = files.path().resolve(VersionFolder.MANIFEST);
        ModelVersion version = new ModelVersion(id, files.manifest(), store.folder(id), Integrity.sha256(manifest),
                Integrity.size(files.path()), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            rows.add(version, Files.readString(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return version;
    }

    private record Entry(ModelVersion version, boolean isNew) {}
}
