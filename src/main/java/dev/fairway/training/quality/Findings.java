package dev.fairway.training.quality;

import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.training.spec.Checks;
import dev.fairway.training.spec.DataCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the checks find, each with the figure, its limit and how much it matters. */
final class Findings {

    private final Checks limits;
    private final List<Check> found = new ArrayList<>();

    Findings(Checks limits) {
        this.limits = limits;
    }

    /** Whether the check is to be made at all. */
    boolean wants(DataCheck check) {
        return !limits.of(check).isOff();
    }

    double limit(DataCheck check) {
        return limits.of(check).limit();
    }

    /** The data are beyond the limit of a check. */
    void beyond(DataCheck check, @Nullable String column, double observed, String message) {
        beyond(check, column, observed, limit(check), message);
    }

    /** @param threshold the limit as it applies to these data */
    void beyond(DataCheck check, @Nullable String column, double observed, double threshold, String message) {
        if (wants(check)) {
            fact(limits.of(check).severity().severity(), check.finding(), column, observed, threshold, message);
        }
    }

    /** The data are within the limit of a check, and what was seen is worth a word. */
    void within(DataCheck check, @Nullable String column, double observed, String message) {
        if (wants(check)) {
            fact(Severity.INFO, check.finding(), column, observed, limit(check), message);
        }
    }

    /** Beyond the limit or within it, whichever the figure is. */
    void judge(DataCheck check, @Nullable String column, double observed, String message) {
        if (observed > limit(check)) {
            beyond(check, column, observed, message);
        } else {
            within(check, column, observed, message);
        }
    }

    /** Something that no limit can be set for. */
    void fact(
            Severity severity,
            String name,
            @Nullable String column,
            double observed,
            double threshold,
            String message) {
        found.add(new Check(name, severity, column, observed, threshold, message));
    }

    QualityReport report() {
        List<Check> checks = found.stream().sorted(Comparator.comparing(Check::severity)).toList();
        return new QualityReport(checks.stream().noneMatch(check -> check.severity() == Severity.ERROR), checks);
    }
}
