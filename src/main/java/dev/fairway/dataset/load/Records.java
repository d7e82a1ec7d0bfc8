package dev.fairway.dataset.load;

import java.util.ArrayList;
import java.util.List;

/**
 * The first records of a delimited text (RFC 4180), to learn from them how the text is to be read. The text as a whole
 * is read by DuckDB.
 */
final class Records {

    private final String text;
    private final char delimiter;
    private int at;
    private int line = 1;

    private Records(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /**
     * One record.
     *
     * @param line where it starts, from 1
     * @param fields its values, unquoted and without blanks around them
     */
    record Entry(int line, List<String> fields) {

        Entry {
            fields = List.copyOf(fields);
        }
    }

    /** The records of a text, without those that are an empty line. */
    static List<Entry> of(String text, char delimiter) {
        Records records = new Records(text, delimiter);
        List<Entry> entries = new ArrayList<>();
        while (records.at < text.length()) {
            Entry entry = records.next();
            if (!entry.fields().equals(List.of(""))) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Entry next() {
        int start = line;
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (consumes(delimiter));
        if (consumes('\n')) {
            line++;
        }
        return new Entry(start, fields);
    }

    private String field() {
        while (peek() == ' ' && delimiter != ' ') {
            at++;
        }
        StringBuilder value = new StringBuilder();
        boolean again = false;
        while (consumes('"')) {
            value.append(again ? "\"" : "");
            quoted(value);
            again = true;
        }
        int start = at;
        while (at < text.length() && peek() != delimiter && peek() != '\n') {
            at++;
        }
        return value.append(text, start, at).toString().strip();
    }

    /** Reads up to the closing quote; where another one follows at once, it belongs to the value. */
    private void quoted(StringBuilder value) {
        int start = at;
        while (at < text.length() && peek() != '"') {
            line += peek() == '\n' ? 1 : 0;
            at++;
        }
        value.append(text, start, at);
        consumes('"');
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean consumes(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }
}
