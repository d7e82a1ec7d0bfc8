package dev.fairway.registry;

import java.time.Instant;

/**
 * One registered version; its files never change.
 *
 * @param manifest what it is
 * @param folder where its files lie on this host
 * @param sha256 hash of the manifest, and so of everything that the manifest hashes
 * @param size bytes of all files
 */
public record ModelVersion(
        VersionId id,
        Manifest manifest,
        VersionFolder folder,
        String sha256,
        long size,
        Instant registeredAt) {

    /**
     * Reads every file and compares it with what was registered.
     *
     * @throws DamagedVersion when the files are not the ones that were registered
     */
    public void verify() {
        folder.verify();
        if (!Integrity.sha256(folder.path().resolve(VersionFolder.MANIFEST)).equals(sha256)) {
            throw new DamagedVersion(VersionFolder.MANIFEST, "is not the one that was registered");
        }
    }
}
