package dev.fairway.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.training.TrainJob.Epoch;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether learning has come to its end, told from the losses alone and with the figures that it rests on.
 *
 * <p>A loss goes up and down by chance from epoch to epoch. How much is measured by its second differences, which a
 * smooth curve hardly has; only what exceeds twice that, and one per cent of the loss, counts as a rise or a fall.
 *
 * @param epoch overfitting: from which epoch on; converged: since which; null while it still improves
 * @param reason the same in words
 * @param loss name of the loss that was looked at: that of the validation rows, or of the training rows without any
 * @param best the least loss, and {@code bestEpoch} its epoch
 * @param last mean loss of the newest epochs, three at most
 * @param fall by how much the loss fell over the newest quarter of the epochs, three at least
 * @param noise what a loss changes by chance: two standard deviations, or one per cent of it where that is more
 */
public record Convergence(
        Verdict verdict,
        @Nullable Integer epoch,
        String reason,
        String loss,
        double best,
        int bestEpoch,
        double last,
        double fall,
        double noise) {

    /** Fewer epochs show no tendency. */
    private static final int FEWEST = 4;

    public enum Verdict {
        /** The loss has stopped to fall. */
        @JsonProperty("converged")
        CONVERGED,
        /** It still falls: more epochs would help. */
        @JsonProperty("still_improving")
        STILL_IMPROVING,
        /** On rows that are not learnt from it rises, while on those that are it falls. */
        @JsonProperty("overfitting")
        OVERFITTING
    }

    /** What the epochs so far show; empty while they are too few. */
    public static Optional<Convergence> of(List<Epoch> history) {
        String watched = has(history, Metrics.VALIDATION_LOSS) ? Metrics.VALIDATION_LOSS : Metrics.TRAIN_LOSS;
        if (history.size() < FEWEST || !has(history, watched)) {
            return Optional.empty();
        }
        return Optional.of(new Curve(history, watched).judge());
    }

    private static boolean has(List<Epoch> history, String metric) {
        return history.stream().allMatch(epoch -> Double.isFinite(value(epoch, metric)));
    }

    private static double value(Epoch epoch, String metric) {
        return epoch.metrics().getOrDefault(metric, Double.NaN);
    }

    private static final class Curve {

        private final List<Epoch> history;
        private final String watched;
        private final double[] losses;
        private final double noise;
        private final int best;

        Curve(List<Epoch> history, String watched) {
            this.history = history;
            this.watched = watched;
            this.losses = history.stream().mapToDouble(epoch -> value(epoch, watched)).toArray();
            this.best = IntStream.range(0, losses.length).reduce((a, b) -> losses[b] < losses[a] ? b : a).orElse(0);
            this.noise = Math.max(2 * deviation(), 0.01 * Math.abs(losses[best]));
        }

        /** Of the newer half; a second difference of independent values has six times their variance. */
        private double deviation() {
            int from = Math.max(1, losses.length / 2);
            double squares = IntStream.range(from, losses.length - 1)
                    .mapToDouble(i -> Math.pow(losses[i + 1] - 2 * losses[i] + losses[i - 1], 2))
                    .average()
                    .orElse(0);
            return Math.sqrt(squares / 6);
        }

        Convergence judge() {
            double last = mean(losses, losses.length - Math.min(3, losses.length - best), losses.length);
            double fall = fall();
            if (last - losses[best] > noise && learnsOn()) {
                return verdict(Verdict.OVERFITTING, number(best) + 1, last, fall,
                        String.format(Locale.ROOT,
                                "%s rose by %.4f from its least after epoch %d, while train_loss went on falling",
                                watched, last - losses[best], number(best)));
            }
            if (fall > noise) {
                return verdict(Verdict.STILL_IMPROVING, null, last, fall, String.format(Locale.ROOT,
                        "%s fell by %.4f over the newest %d epochs; more epochs would help", watched, fall, window()));
            }
            return verdict(Verdict.CONVERGED, number(settled()), last, fall, String.format(Locale.ROOT,
                    "%s has kept within %.4f of its least since epoch %d", watched, 2 * noise, number(settled())));
        }

        private Convergence verdict(Verdict verdict, @Nullable Integer epoch, double last, double fall, String reason) {
            return new Convergence(verdict, epoch, reason, watched, losses[best], number(best), last, fall, noise);
        }

        private boolean learnsOn() {
            double[] train = history.stream().mapToDouble(epoch -> value(epoch, Metrics.TRAIN_LOSS)).toArray();
            return !watched.equals(Metrics.TRAIN_LOSS) && train[train.length - 1] < train[best];
        }

        private int window() {
            return Math.max(3, losses.length / 4);
        }

        /** From the first of the newest epochs to the mean of the last two, which one lucky epoch does not decide. */
        private double fall() {
            return losses[losses.length - window()] - mean(losses, losses.length - 2, losses.length);
        }

        /** The first epoch from which on the loss stays near its least, which is a lucky one itself. */
        private int settled() {
            int epoch = losses.length - 1;
            while (epoch > 0 && losses[epoch - 1] - losses[best] <= 2 * noise) {
                epoch--;
            }
            return epoch;
        }

        private int number(int index) {
            return history.get(index).epoch();
        }

        private static double mean(double[] values, int from, int to) {
            return Arrays.stream(values, from, to).average().orElse(Double.NaN);
        }
    }
}
