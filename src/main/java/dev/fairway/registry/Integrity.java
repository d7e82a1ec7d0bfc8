package dev.fairway.registry;

import dev.fairway.contract.Refusal.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a folder with its manifest: the same files, with the same bytes, and nothing else. */
final class Integrity {

    private Integrity() {}

    /** @throws DamagedVersion with every file that is not as the manifest says */
    static void check(Path folder) {
        Set<String> present = names(folder);
        Manifest manifest = manifest(folder);
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, String> file : manifest.files().entrySet()) {
            if (!present.remove(file.getKey())) {
                errors.add(new FieldError(file.getKey(), "is named by the manifest and not there"));
            } else if (!isPlainFile(folder, file.getKey())) {
                errors.add(new FieldError(file.getKey(), "must be a plain file"));
            } else if (!sha256(folder.resolve(file.getKey())).equalsIgnoreCase(file.getValue())) {
                errors.add(new FieldError(file.getKey(), "has another SHA-256 than the manifest says"));
            }
        }
        needed(manifest).stream()
                .filter(name -> !manifest.files().containsKey(name))
                .sorted()
                .forEach(name -> errors.add(new FieldError(name, "is needed and not named by the manifest")));
        present.remove(VersionFolder.MANIFEST);
        present.forEach(name -> errors.add(new FieldError(name, "is there and not named by the manifest")));
        if (!errors.isEmpty()) {
            throw new DamagedVersion(errors);
        }
    }

    private static Set<String> needed(Manifest manifest) {
        String network = manifest.network().format().file();
        return switch (manifest.modality()) {
            case Modality.Table _ -> Set.of(network, VersionFolder.PREPROCESSING);
            case Modality.Texts _ ->
                Set.of(network, manifest.files().containsKey(VersionFolder.VOCABULARY) ? VersionFolder.VOCABULARY
                        : VersionFolder.TOKENIZER);
            case Modality.Images _,Modality.Tensors _ -> Set.of(network);
        };
    }

    /** Jackson fills what a document lacks with null, which the compiler takes for impossible. */
    @SuppressWarnings("RedundantNullCheck")
    private static Manifest manifest(Path folder) {
        Manifest manifest = new VersionFolder(folder).manifest();
        Manifest.Source source = manifest.source();
        if (Stream.of(source, manifest.createdAt()).anyMatch(Objects::isNull) || source.type() == null
                || source.id() == null) {
            throw new DamagedVersion(VersionFolder.MANIFEST,
                    "must have what the version reads, its source, created_at and files");
        }
        return manifest;
    }

    /** Hash of one file, as lower-case hex digits. */
    static String sha256(Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all files of a folder. */
    static long size(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name with a separator is never among them, so that no manifest reaches out of its folder. */
    private static Set<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPlainFile(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
