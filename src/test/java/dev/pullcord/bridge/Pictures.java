package dev.pullcord.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** Draws what the panels show, to be looked at where there is no Grafana: {@code -Dpullcord.pictures=FOLDER}. */
final class Pictures {
    private Pictures() {}

    static void draw(Panels panels, Prometheus prometheus, Instant from, Instant to, Path folder) throws IOException {
        Files.createDirectories(folder);
        String board = "";
        List<XYChart> charts = new ArrayList<>();
        for (Panels.Panel panel : panels.all()) {
            if (!panel.board().equals(board) && !charts.isEmpty()) {
                save(charts, board, folder);
            }
            board = panel.board();
            XYChart chart = new XYChartBuilder()
                    .width(560)
                    .height(300)
                    .title(panel.title() + " [" + panel.unit() + "]")
                    .build();
            chart.getStyler()
                    .setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Step)
                    .setMarkerSize(0);
            for (String query : panel.queries()) {
                for (JsonNode series :
                        prometheus.range(query, from, to).path("data").path("result")) {
                    List<Double> x = new ArrayList<>();
                    List<Double> y = new ArrayList<>();
                    for (JsonNode point : series.path("values")) {
                        double value = point.get(1).asDouble(Double.NaN);
                        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                            x.add(point.get(0).asDouble() - from.getEpochSecond());
                            y.add(value);
                        }
                    }
                    if (!x.isEmpty()) {
                        String name = name(series.path("metric"));
                        chart.addSeries(chart.getSeriesMap().containsKey(name) ? name + "'" : name, x, y);
                    }
                }
            }
            charts.add(chart);
        }
        save(charts, board, folder);
    }

    private static String name(JsonNode labels) {
        StringBuilder name = new StringBuilder();
        labels.properties().stream()
                .filter(label -> !label.getKey().matches("__name__|instance|job"))
                .forEach(label -> name.append(label.getValue().asText()).append(' '));
        return name.isEmpty() ? "value" : name.toString().strip();
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
