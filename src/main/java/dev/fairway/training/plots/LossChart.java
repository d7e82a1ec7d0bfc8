package dev.fairway.training.plots;

import dev.fairway.training.Metrics;
import dev.fairway.training.TrainJob.Epoch;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of the training and the validation rows over the epochs, with the epoch whose weights were kept. */
public final class LossChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    private static final int MOST_MARKERS = 60;
    private static final Color TRAIN = new Color(0x1f77b4);
    private static final Color VALIDATION = new Color(0xd95f02);
    private static final Color BEST = new Color(0x1b7837);

    private LossChart() {}

    /**
     * Draws at least one epoch; works without a screen.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static byte[] png(String title, List<Epoch> history) {
        if (history.isEmpty()) {
            throw new IllegalArgumentException("there is no epoch to draw");
        }
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        try {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart(title, history)), "png", picture);
            return picture.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XYChart chart(String title, List<Epoch> history) {
        XYChart chart = new XYChartBuilder().width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle("loss")
                .build();
        chart.getStyler()
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setChartBackgroundColor(Color.WHITE)
                .setMarkerSize(6);
        curve(chart, history, Metrics.TRAIN_LOSS, "training", TRAIN);
        curve(chart, history, Metrics.VALIDATION_LOSS, "validation", VALIDATION);
        best(chart, history);
        return chart;
    }

    private static void curve(XYChart chart, List<Epoch> history, String metric, String name, Color color) {
        List<Epoch> measured = history.stream().filter(epoch -> isFinite(epoch, metric)).toList();
        if (!measured.isEmpty()) {
            XYSeries series = chart.addSeries(name, measured.stream().mapToDouble(Epoch::epoch).toArray(),
                    measured.stream().mapToDouble(epoch -> value(epoch, metric)).toArray());
            series.setLineColor(color);
            series.setLineStyle(new BasicStroke(2));
            series.setMarkerColor(color);
            series.setMarker(measured.size() > MOST_MARKERS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        }
    }

    private static void best(XYChart chart, List<Epoch> history) {
        history.stream()
                .filter(epoch -> epoch.best() && isFinite(epoch, loss(epoch)))
                .reduce((_, later) -> later)
                .ifPresent(best -> {
                    XYSeries series = chart.addSeries("kept: epoch " + best.epoch(), new double[]{best.epoch()},
                            new double[]{value(best, loss(best))});
                    series.setMarker(SeriesMarkers.DIAMOND);
                    series.setMarkerColor(BEST);
                    series.setLineStyle(SeriesLines.NONE);
                });
    }

    private static String loss(Epoch epoch) {
        return isFinite(epoch, Metrics.VALIDATION_LOSS) ? Metrics.VALIDATION_LOSS : Metrics.TRAIN_LOSS;
    }

    private static boolean isFinite(Epoch epoch, String metric) {
        return Double.isFinite(value(epoch, metric));
    }

    private static double value(Epoch epoch, String metric) {
        return epoch.metrics().getOrDefault(metric, Double.NaN);
    }
}
