package dev.fairway.training.quality;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.request.Defaults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is found in a data set that a request asks to learn from. */
record Reports(QualityReport report) {

    /** @param fields of the request, behind model and data set */
    static Reports of(Dataset dataset, String fields) {
        return of(dataset, null, fields);
    }

    /** @param newer what {@code compare_with} names */
    static Reports of(Dataset dataset, @Nullable Dataset newer, String fields) {
        var spec = Defaults.items(dataset, fields);
        Findings findings = new Findings(spec.checks());
        DataInspection.inspect(spec, dataset, newer, findings, () -> false);
        return new Reports(findings.report());
    }

    /** Nobody waits for it. */
    static void stopped(Dataset dataset, String fields) {
        var spec = Defaults.items(dataset, fields);
        DataInspection.inspect(spec, dataset, null, new Findings(spec.checks()), () -> true);
    }

    boolean passed() {
        return report.passed();
    }

    /** The findings of one check that are more than a word. */
    List<Check> of(String check) {
        return report.checks().stream().filter(c -> c.name().equals(check)).filter(Reports::matters).toList();
    }

    List<Check> serious() {
        return report.checks().stream().filter(Reports::matters).toList();
    }

    private static boolean matters(Check check) {
        return check.severity() != Severity.INFO;
    }
}
