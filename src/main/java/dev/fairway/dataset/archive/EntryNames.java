package dev.fairway.dataset.archive;

import dev.fairway.contract.Refusal;
import java.util.Arrays;
import java.util.List;

/** The names that the entries of archives may have. */
final class EntryNames {

    private static final int DEEPEST = 32;
    private static final int LONGEST = 1024;
    private static final int SHOWN = 120;

    private EntryNames() {}

    /**
     * The name without what means nothing in it, as "./" in front.
     *
     * @throws Refusal when it is absolute, reaches out of the archive or cannot be shown
     */
    static String checked(String name) {
        if (name.startsWith("/") || name.contains("\\") || name.matches("[A-Za-z]:.*")) {
            throw refused(name, "has an absolute name; pack files by names that are relative to a folder");
        }
        List<String> parts = Arrays.stream(name.split("/", -1)).filter(p -> !p.isEmpty() && !p.equals(".")).toList();
        if (parts.contains("..")) {
            throw refused(name, "reaches out of the archive; pack files by names without \"..\"");
        }
        if (name.length() > LONGEST || parts.size() > DEEPEST) {
            throw refused(name, "has a name of more than %d characters or %d folders".formatted(LONGEST, DEEPEST));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw refused(name, "has a control character in its name; rename it");
        }
        return String.join("/", parts);
    }

    static Refusal refused(String name, String message) {
        return Refusal.invalid("file", "entry " + shown(name) + " " + message);
    }

    static String shown(String name) {
        String cut = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
