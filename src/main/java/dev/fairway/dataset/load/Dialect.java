package dev.fairway.dataset.load;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.load.Records.Entry;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a delimited text is written.
 *
 * @param delimiter what stands between two values
 * @param skip records before the first row: comments and the header
 * @param names the columns, in order
 */
record Dialect(char delimiter, int skip, List<String> names) {

    private static final int SAMPLE = 1 << 18;
    /** In the order of preference where two split the text equally well. */
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|', ' ');
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?");

    /** @throws Refusal when the text has no columns or no rows, or is not what the spec says */
    static Dialect of(Path text, ImportSpec spec) throws IOException {
        String sample = sample(text);
        int skip = spec.skip() == null ? 0 : spec.skip();
        String body = sample.lines().skip(skip).collect(Collectors.joining("\n"));
        char delimiter = spec.delimiter() == null ? delimiter(body) : spec.delimiter().charAt(0);
        List<Entry> records = Records.of(body, delimiter);
        int comments = spec.skip() == null ? comments(records) : 0;
        records = records.subList(comments, records.size());
        if (records.isEmpty()) {
            throw Refusal.invalid("file", "has no rows after the lines that are skipped");
        }
        List<String> first = records.getFirst().fields();
        boolean header = spec.header() == null ? spec.columns() == null && named(first) : spec.header();
        if (header && records.size() == 1) {
            throw Refusal.invalid("file", "has a header and no rows; upload at least one row, or say header: false");
        }
        return new Dialect(delimiter, skip + records.getFirst().line() - 1 + (header ? 1 : 0),
                names(first, header, spec));
    }

    private static String sample(Path text) throws IOException {
        char[] chars = new char[SAMPLE];
        int length = 0;
        try (Reader reader = Files.newBufferedReader(text)) {
            int read;
            while (length < SAMPLE && (read = reader.read(chars, length, SAMPLE - length)) > 0) {
                length += read;
            }
        }
        String sample = new String(chars, 0, length);
        int lastLine = sample.lastIndexOf('\n');
        return length < SAMPLE || lastLine < 0 ? sample : sample.substring(0, lastLine + 1);
    }

    private static char delimiter(String body) {
        char best = DELIMITERS.getFirst();
        double score = 0;
        for (char candidate : DELIMITERS) {
            double s = consistency(Records.of(body, candidate));
            if (s > score) {
                best = candidate;
                score = s;
            }
        }
        return best;
    }

    /** Share of the records that have as many fields as most of them; 0 when that is a single one. */
    private static double consistency(List<Entry> records) {
        int width = width(records);
        return width < 2 ? 0
                : (double) records.stream().filter(r -> r.fields().size() == width).count() / records.size();
    }

    /** The most frequent number of fields; the greater one of two equally frequent. */
    private static int width(List<Entry> records) {
        Map<Integer, Long> widths = records.stream()
                .collect(Collectors.groupingBy(r -> r.fields().size(), Collectors.counting()));
        return widths.entrySet()
                .stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** Leading lines that are written as a comment and are no record as the others are. */
    private static int comments(List<Entry> records) {
        int width = width(records);
        int comments = 0;
        while (comments < records.size() && records.get(comments).fields().size() != width
                && records.get(comments).fields().getFirst().matches("[#|%].*")) {
            comments++;
        }
        return comments;
    }

    /** Whether a first record looks like names: nothing in it is a number or stands for a missing value. */
    private static boolean named(List<String> first) {
        return first.stream().noneMatch(f -> f.equals("?") || NUMBER.matcher(f).matches());
    }

    private static List<String> names(List<String> first, boolean header, ImportSpec spec) {
        List<String> given = spec.columns();
        if (given != null) {
            if (given.size() != first.size()) {
                throw Refusal.invalid("spec.columns", "names %d columns, but the first record has %d; name each of them"
                        .formatted(given.size(), first.size()));
            }
            return given;
        }
        return header ? first : IntStream.rangeClosed(1, first.size()).mapToObj(i -> "column_" + i).toList();
    }
}
