package dev.fairway.dataset.archive;

import dev.fairway.contract.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One file that was packed or sent. Its content can be read once, while it is visited.
 *
 * @param name its path in the archive, which reaches nowhere else: no blank, "." or ".." part and no control characters
 */
public record Entry(String name, InputStream content) {

    /** The folders that it lies in, the outermost first. */
    public List<String> folders() {
        String[] parts = name.split("/", -1);
        return List.of(Arrays.copyOf(parts, parts.length - 1));
    }

    /** Its last part, without folders. */
    public String base() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** What follows the last dot of its name, in lower case; empty when there is none. */
    public String extension() {
        String base = base();
        return base.substring(base.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether it is nothing that its owner meant to send: what file managers leave behind. */
    boolean isLitter() {
        return Arrays.stream(name.split("/", -1)).anyMatch(part -> part.startsWith(".") || part.equals("__MACOSX"));
    }

    /**
     * All that is in it.
     *
     * @throws Refusal when that is more than so many bytes
     */
    public byte[] bytes(long most) throws IOException {
        byte[] bytes = content.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > most) {
            throw refused("has more than %d bytes, which is the most that one item may have".formatted(most));
        }
        return bytes;
    }

    /** Says that there is something wrong with this entry, and what would be right. */
    public Refusal refused(String message) {
        return Refusal.invalid("file", "entry " + EntryNames.shown(name) + " " + message);
    }
}
