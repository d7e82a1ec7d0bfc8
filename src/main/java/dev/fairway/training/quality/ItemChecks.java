package dev.fairway.training.quality;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.feature.Column;
import dev.fairway.training.quality.items.ItemSource;
import dev.fairway.training.quality.items.ItemSource.Seen;
import dev.fairway.training.quality.noise.SparseRow;
import dev.fairway.training.spec.DataCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at images or texts: at the hash of each, and at what as many of them are like as seconds allow. Their figures, such
 * as the brightness of an image or the words of a text, are checked as the columns of a table are.
 */
final class ItemChecks {

    private static final int PULSE = 256;

    private final Subject subject;
    private final Findings findings;
    private final ItemSource source;
    private final int[] items;

    /** @param items number in the source of each row of the subject */
    ItemChecks(Subject subject, ItemSource source, int[] items, Findings findings) {
        this.subject = subject;
        this.source = source;
        this.items = items;
        this.findings = findings;
    }

    /** @param newer what the training items are compared with; null for nothing */
    void check(DriftCheck.@Nullable Others newer) {
        repetition();
        Sample sample = Sample.of(items.length, source.affordable(), subject.spec().seed());
        Looked looked = look(sample);
        blank(looked, sample);
        Subject seen = subject.at(looked.rows());
        List<ColumnCheck> checks = new ArrayList<>(List.of(new Outliers(subject.units(), findings)));
        checks.addAll(DriftCheck.of(seen, newer, findings));
        for (int m = 0; m < source.measures().size(); m++) {
            ColumnValues column = new ColumnValues(source.measures().get(m), looked.measure(m));
            checks.forEach(check -> check.look(column));
        }
        checks.forEach(ColumnCheck::end);
        if (LabelNoise.applies(seen, findings)) {
            noise(seen, looked);
        }
    }

    private void repetition() {
        Repetition repetition = new Repetition(subject, findings);
        for (int row = 0; row < items.length; row++) {
            pulse(row);
            repetition.look(row, source.hash(items[row]));
        }
        repetition.end();
    }

    /** What was seen of the items that can be read. */
    private record Looked(int[] rows, List<Seen> seen) {

        Column measure(int number) {
            return new Column.Numbers(seen.stream().mapToDouble(item -> item.measures()[number]).toArray());
        }

        int[] blank() {
            return IntStream.range(0, rows.length).filter(i -> seen.get(i).blank()).map(i -> rows[i]).toArray();
        }
    }

    private Looked look(Sample sample) {
        IntStream.Builder rows = IntStream.builder();
        List<Seen> seen = new ArrayList<>();
        IntStream.Builder unreadable = IntStream.builder();
        for (int row : sample.rows()) {
            pulse(row);
            try {
                seen.add(source.look(items[row]));
                rows.add(row);
            } catch (Refusal e) {
                unreadable.add(row);
            }
        }
        unreadable(unreadable.build().toArray(), sample);
        return new Looked(rows.build().toArray(), seen);
    }

    /** Training would stumble over them. */
    private void unreadable(int[] rows, Sample sample) {
        if (rows.length > 0) {
            findings.fact(Severity.ERROR, "unreadable", null, (double) rows.length / sample.rows().length, 0,
                    "%,d of %,d %s cannot be read, such as %s; upload the data set without them%s".formatted(
                            rows.length, sample.rows().length, subject.units(), Names.first(rows, subject.names()),
                            sample.note()));
        }
    }

    private void blank(Looked looked, Sample sample) {
        int[] blank = looked.blank();
        if (blank.length > 0) {
            double share = (double) blank.length / sample.rows().length;
            findings.judge(DataCheck.MAX_BLANK, null, share,
                    "%,d of %,d %s (%.1f %%) have nothing on them, such as %s; remove them%s".formatted(blank.length,
                            sample.rows().length, subject.units(), 100 * share, Names.first(blank, subject.names()),
                            sample.note()));
        }
    }

    private void noise(Subject seen, Looked looked) {
        LabelNoise noise = new LabelNoise(seen, findings);
        List<SparseRow> vectors = Arrays.stream(LabelNoise.sample(seen).rows())
                .mapToObj(row -> looked.seen().get(row).vector())
                .toList();
        noise.judge(source.vectors(vectors), source.leastSkill());
    }

    private void pulse(int row) {
        if (row % PULSE == 0) {
            subject.goOn();
        }
    }
}
