package dev.fairway.dataset.collect;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Format;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.dataset.archive.ArchiveLimits;
import dev.fairway.dataset.archive.Bundle;
import dev.fairway.dataset.archive.Bundle.Sent;
import dev.fairway.dataset.load.Import.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.util.unit.DataSize;

/** Imports what a test made. */
final class Uploads {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(1_000_000, DataSize.ofGigabytes(1), 100,
            DataSize.ofMegabytes(1));

    private final Path folder;

    Uploads(Path folder) {
        this.folder = folder;
    }

    Imported read(ImportSpec spec, Path... files) throws IOException {
        List<Sent> sent = new ArrayList<>();
        for (Path file : files) {
            sent.add(new Sent(file.getFileName().toString(), file));
        }
        Bundle bundle = new Bundle(sent, LIMITS);
        Format format = spec.format() == null ? Sniffing.of(bundle) : Format.named(spec.format());
        return new ItemImport(Files.createTempDirectory(folder, "import"), bundle, spec, 1_000_000, null).run(format,
                () -> {});
    }

    Imported read(ImportSpec spec, Map<String, byte[]> files) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (var file : files.entrySet()) {
            paths.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
        }
        return read(spec, paths.toArray(Path[]::new));
    }

    static ItemProfile items(Imported imported) {
        return Objects.requireNonNull(imported.items());
    }

    static Dataset dataset(Imported imported) {
        return new Dataset("d1", "items", 1, imported.format().label(), imported.rows(), imported.columns(), "00",
                imported.table(), Instant.EPOCH, imported.items());
    }
}
