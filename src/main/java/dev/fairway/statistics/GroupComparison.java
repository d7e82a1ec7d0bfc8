package dev.fairway.statistics;

/**
 * How differently two groups fare. Differences are unprivileged − privileged and ratios unprivileged / privileged, as
 * in AIF360: below 0, or below 1, the unprivileged group has less of it.
 *
 * @param unprivileged what was predicted for, and true of, the group in question
 * @param privileged the same for the group that it is compared with
 * @param confidence chance that each interval holds the true value, such as 0.95
 */
public record GroupComparison(Confusion unprivileged, Confusion privileged, double confidence) {

    /** Difference of the rates of favourable predictions. */
    public Estimate statisticalParityDifference() {
        return Newcombe.difference(unprivileged.selected(), privileged.selected(), confidence);
    }

    /** Ratio of the rates of favourable predictions; the four-fifths rule asks for 0.8 to 1.25. */
    public Estimate disparateImpact() {
        return Katz.ratio(unprivileged.selected(), privileged.selected(), confidence);
    }

    /** Difference of the rates of the favourable outcome itself: what the labels say before any model does. */
    public Estimate baseRateDifference() {
        return Newcombe.difference(unprivileged.base(), privileged.base(), confidence);
    }

    /** Difference of the true positive rates (Hardt et al. 2016, arXiv:1610.02413). */
    public Estimate equalOpportunityDifference() {
        return Newcombe.difference(unprivileged.truePositiveRate(), privileged.truePositiveRate(), confidence);
    }

    public Estimate falsePositiveRateDifference() {
        return Newcombe.difference(unprivileged.falsePositiveRate(), privileged.falsePositiveRate(), confidence);
    }

    public Estimate falseNegativeRateDifference() {
        return Newcombe.difference(unprivileged.falseNegativeRate(), privileged.falseNegativeRate(), confidence);
    }

    /** Mean of the differences of the false and the true positive rates. */
    public Estimate averageOddsDifference() {
        return halves(unprivileged.falsePositiveRate(), unprivileged.truePositiveRate(), privileged.falsePositiveRate(),
                privileged.truePositiveRate());
    }

    /** Difference of the precisions; with unlike base rates it cannot vanish together with the error rates' one. */
    public Estimate predictiveParityDifference() {
        return Newcombe.difference(unprivileged.precision(), privileged.precision(), confidence);
    }

    /** Mean of the differences of the precisions and the false omission rates. */
    public Estimate averagePredictiveValueDifference() {
        return halves(unprivileged.precision(), unprivileged.falseOmissionRate(), privileged.precision(),
                privileged.falseOmissionRate());
    }

    public Estimate accuracyDifference() {
        return Newcombe.difference(unprivileged.accuracy(), privileged.accuracy(), confidence);
    }

    private Estimate halves(Rate added, Rate alsoAdded, Rate subtracted, Rate alsoSubtracted) {
        return new WeightedRates().add(0.5, added)
                .add(0.5, alsoAdded)
                .add(-0.5, subtracted)
                .add(-0.5, alsoSubtracted)
                .sum(confidence);
    }
}
