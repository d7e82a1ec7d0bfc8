package dev.fairway.monitoring.drift;

import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.ReferenceProfile.Reference;
import dev.fairway.statistics.DriftRule;
import dev.fairway.statistics.DriftVerdict;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Compares the counts of a window with those of training.
 *
 * <p>The features are one family of tests and the prediction, which matters most, is one of its own: each may spend half
 * of the window's chance of a false alarm.
 */
public final class DriftJudge {

    private final ReferenceProfile reference;
    private final double level;
    private final DriftRule rule;

    /** @param level the chance of a false alarm that the window may take */
    public DriftJudge(ReferenceProfile reference, DriftLimits limits, double level) {
        this.reference = reference;
        this.level = level;
        this.rule = new DriftRule(level / 2, limits.floor(), limits.minRows());
    }

    /**
     * Judges a window.
     *
     * @param features counts in the order of the reference's features
     * @param prediction counts of what the model said
     */
    public DriftReport judge(List<FeatureCounts> features, FeatureCounts prediction) {
        List<DriftVerdict> verdicts = rule.judge(IntStream.range(0, features.size())
                .mapToObj(f -> sample(features.get(f), reference.features().get(f)))
                .toList());
        List<FeatureDrift> drifts = IntStream.range(0, features.size())
                .mapToObj(f -> drift(reference.features().get(f), features.get(f), verdicts.get(f)))
                .toList();
        DriftVerdict said = rule.judge(List.of(sample(prediction, reference.prediction()))).getFirst();
        FeatureDrift drift = drift(reference.prediction(), prediction, said);
        boolean detected = drift.detected() || drifts.stream().anyMatch(FeatureDrift::detected);
        return new DriftReport(detected, overall(detected, drifts, drift), level, drifts, drift);
    }

    /** How sound the values of each feature were. */
    public List<FeatureQuality> quality(List<FeatureCounts> features) {
        return IntStream.range(0, features.size())
                .mapToObj(f -> FeatureQuality.of(reference.features().get(f), features.get(f)))
                .toList();
    }

    /** Why verdicts on a window of so many rows are to be trusted less. */
    public List<String> warnings(long rows) {
        long trained = reference.rows();
        long heldOut = LongStream.of(reference.prediction().counts()).sum();
        if (trained / 10 >= rows && heldOut / 10 >= rows) {
            return List.of();
        }
        return List.of(("the reference has %,d rows for the features and %,d for the prediction; a window of %,d rows "
                + "needs ten times as many, or chance in the reference is taken for drift")
                .formatted(trained, heldOut, rows));
    }

    private static DriftRule.Sample sample(FeatureCounts counts, Reference reference) {
        return new DriftRule.Sample(counts.bins(), reference.counts());
    }

    private static FeatureDrift drift(Reference reference, FeatureCounts counts, DriftVerdict verdict) {
        boolean empty = verdict.rows() == 0 || verdict.referenceRows() == 0;
        return new FeatureDrift(reference.feature(), FeatureDrift.PSI, empty ? null : verdict.score(),
                empty ? null : verdict.threshold(), verdict.drifted(), verdict(verdict.outcome()),
                empty ? null : verdict.pValue(), verdict.rows(), verdict.referenceRows(),
                empty ? List.of() : MovedBins.of(reference, counts, verdict.contributions()));
    }

    private static Verdict verdict(DriftVerdict.Outcome outcome) {
        return switch (outcome) {
            case OK -> Verdict.OK;
            case DRIFT -> Verdict.DRIFT;
            case INSUFFICIENT_DATA -> Verdict.INSUFFICIENT_DATA;
        };
    }

    private static Verdict overall(boolean detected, List<FeatureDrift> features, FeatureDrift prediction) {
        if (detected) {
            return Verdict.DRIFT;
        }
        boolean judged = prediction.verdict() == Verdict.OK
                || features.stream().anyMatch(feature -> feature.verdict() == Verdict.OK);
        return judged ? Verdict.OK : Verdict.INSUFFICIENT_DATA;
    }
}
