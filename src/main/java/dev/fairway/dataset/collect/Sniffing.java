package dev.fairway.dataset.collect;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Format;
import dev.fairway.dataset.archive.Bundle;
import dev.fairway.dataset.archive.Entry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what an upload is by what its files begin with and are called. */
public final class Sniffing {

    static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png");
    static final Set<String> TEXTS = Set.of("txt");

    private static final int TAR_MAGIC = 257;
    private static final int HEAD = 512;

    private final Map<Format, Integer> found = new EnumMap<>(Format.class);

    private Sniffing() {}

    /** @throws Refusal when several files or an archive come and nothing in them tells what they are */
    public static Format of(Bundle bundle) throws IOException {
        Path first = bundle.files().getFirst().path();
        if (bundle.files().size() == 1 && !isPacked(first)) {
            return Format.of(first);
        }
        Sniffing sniffing = new Sniffing();
        bundle.each(sniffing::see);
        return sniffing.format();
    }

    /** Whether a file begins as zip, gzip, tar or idx do. */
    private static boolean isPacked(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] head = in.readNBytes(HEAD);
            return begins(head, 'P', 'K', 3, 4) || begins(head, 0x1f, 0x8b)
                    || begins(head, 0, 0, 8)
                    || (head.length == HEAD && head[TAR_MAGIC] == 'u' && head[TAR_MAGIC + 1] == 's');
        }
    }

    private static boolean begins(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || Byte.toUnsignedInt(head[i]) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private void see(Entry entry) {
        Format format = format(entry);
        if (format != null) {
            found.merge(format, 1, Integer::sum);
        }
    }

    private static @Nullable Format format(Entry entry) {
        if (entry.base().matches(".*idx[0-9][-.]?ubyte.*")) {
            return Format.IDX;
        } else if (entry.base().matches("(data|test)_batch.*[.]bin")) {
            return Format.CIFAR10;
        } else if (IMAGES.contains(entry.extension())) {
            return Format.IMAGE_FOLDER;
        }
        return TEXTS.contains(entry.extension()) ? Format.TEXT_FOLDER : null;
    }

    /** Beside the files that hold the items there may be a readme. */
    private Format format() {
        for (Format sure : new Format[]{Format.IDX, Format.CIFAR10}) {
            if (found.containsKey(sure)) {
                return sure;
            }
        }
        return found.entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(() -> Refusal.invalid("file",
                        "holds nothing that is known: idx files, CIFAR-10's binary version, or jpg, png or txt files in a "
                                + "folder per class; say what it is by spec.format"));
    }
}
