package dev.fairway.training.plots;

import dev.fairway.training.TrainJob.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Epochs as comma-separated values (RFC 4180): a row per epoch, a column per figure. */
public final class LossTable {

    private static final String END = "\r\n";

    private LossTable() {}

    /** A metric that an epoch lacks is left empty. */
    public static String csv(List<Epoch> history) {
        Set<String> metrics = new TreeSet<>();
        history.forEach(epoch -> metrics.addAll(epoch.metrics().keySet()));
        List<String> header = new ArrayList<>(List.of("epoch", "learning_rate", "seconds", "best"));
        header.addAll(metrics);
        return history.stream()
                .map(epoch -> row(epoch, metrics))
                .collect(Collectors.joining(END, String.join(",", header) + END, history.isEmpty() ? "" : END));
    }

    private static String row(Epoch epoch, Set<String> metrics) {
        List<String> cells = new ArrayList<>(
                List.of(Integer.toString(epoch.epoch()), Double.toString(epoch.learningRate()),
                        Double.toString(epoch.seconds()), Boolean.toString(epoch.best())));
        metrics.forEach(metric -> {
            Double value = epoch.metrics().get(metric);
            cells.add(value == null ? "" : value.toString());
        });
        return String.join(",", cells);
    }
}
