package dev.pullcord.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;

/**
 * Draws what the panels show, to be looked at where there is no Grafana: in the test with {@code -Dpullcord.pictures=FOLDER},
 * or of any Prometheus by {@link #main}.
 */
final class Pictures {
    private Pictures() {}

    /**
     * Of a Prometheus that runs.
     *
     * @param args its address, the folder of the dashboards, the folder for the pictures, how far back, for example PT10M
     */
    public static void main(String[] args) throws IOException {
        Instant now = java.time.Clock.systemUTC().instant();
        try (Prometheus prometheus = Prometheus.at(args[0])) {
            draw(Panels.read(Path.of(args[1])), prometheus, now.minus(Duration.parse(args[3])), now, Path.of(args[2]));
        }
    }

    static void draw(Panels panels, Prometheus prometheus, Instant from, Instant to, Path folder) throws IOException {
        Files.createDirectories(folder);
        String board = "";
        List<XYChart> charts = new ArrayList<>();
        for (Panels.Panel panel : panels.all()) {
            if (!panel.board().equals(board) && !charts.isEmpty()) {
                save(charts, board, folder);
            }
            board = panel.board();
            charts.add(chart(panel, prometheus, from, to));
        }
        save(charts, board, folder);
    }

    private static XYChart chart(Panels.Panel panel, Prometheus prometheus, Instant from, Instant to) {
        XYChart chart = new XYChartBuilder().width(560).height(300).build();
        chart.getStyler()
                .setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setMarkerSize(0);
        String last = "no data";
        for (int query = 0; query < panel.queries().size(); query++) {
            for (JsonNode series : prometheus
                    .range(panel.queries().get(query), from, to)
                    .path("data")
                    .path("result")) {
                List<Double> x = new ArrayList<>();
                List<Double> y = new ArrayList<>();
                for (JsonNode point : series.path("values")) {
                    double value = point.get(1).asDouble(Double.NaN);
                    if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                        x.add((point.get(0).asDouble() - from.getEpochSecond()) / 60);
                        y.add(value);
                    }
                }
                if (!x.isEmpty()) {
                    String name = name(panel.legends().get(query), series.path("metric"));
                    chart.addSeries(chart.getSeriesMap().containsKey(name) ? name + "'" : name, x, y);
                    last = String.format(Locale.ROOT, "%.4g", y.get(y.size() - 1));
                }
            }
        }
        chart.setTitle(panel.title() + " [" + panel.unit() + "]" + (panel.number() ? " NOW " + last : ""));
        if (!Double.isNaN(panel.bad()) && !chart.getSeriesMap().isEmpty()) {
            double end = Duration.between(from, to).toSeconds() / 60.0;
            XYSeries line = chart.addSeries("bad", List.of(0.0, end), List.of(panel.bad(), panel.bad()));
            line.setLineColor(Color.RED).setLineStyle(new BasicStroke(1));
        }
        return chart;
    }

    /** As Grafana would: the legend with its labels filled in, or else all of them. */
    private static String name(String legend, JsonNode labels) {
        StringBuilder all = new StringBuilder();
        String filled = legend;
        for (var label : labels.properties()) {
            filled = filled.replace(
                    "{{" + label.getKey() + "}}", label.getValue().asText());
            if (!label.getKey().equals("__name__")) {
                all.append(label.getValue().asText()).append(' ');
            }
        }
        String name = filled.replaceAll("\\{\\{[a-z_]+}}", "").strip();
        return !name.isEmpty() ? name : all.isEmpty() ? "value" : all.toString().strip();
    }

    private static void save(List<XYChart> charts, String board, Path folder) throws IOException {
        if (charts.size() % 2 == 1) { // two in a row
            charts.add(new XYChartBuilder().width(560).height(300).title("").build());
        }
        String file = folder.resolve(board.replaceAll("[^A-Za-z]+", "-")).toString();
        BitmapEncoder.saveBitmap(new ArrayList<>(charts), charts.size() / 2, 2, file, BitmapFormat.PNG);
        charts.clear();
    }
}
