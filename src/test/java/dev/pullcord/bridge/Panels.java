package dev.pullcord.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The panels of all dashboards, with their queries as Grafana would ask them with nothing chosen. */
record Panels(List<Panel> all) {
    /**
     * One panel.
     *
     * @param board its dashboard's title
     * @param title its own
     * @param unit what its values are in
     * @param queries what it asks
     * @param legends how the series of each are called
     * @param number whether it shows its last value and no course
     * @param bad from where on a value is bad, or until where; NaN for nowhere
     */
    record Panel(
            String board,
            String title,
            String unit,
            List<String> queries,
            List<String> legends,
            boolean number,
            double bad) {}

    static Panels read(Path folder) throws IOException {
        List<Panel> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                JsonNode board = new ObjectMapper().readTree(file.toFile());
                for (JsonNode panel : board.path("panels")) {
                    List<String> queries = new ArrayList<>();
                    List<String> legends = new ArrayList<>();
                    panel.path("targets").forEach(target -> {
                        queries.add(asked(target.path("expr").asText()));
                        legends.add(target.path("legendFormat").asText());
                    });
                    if (!queries.isEmpty()) {
                        found.add(new Panel(
                                board.path("title").asText(),
                                panel.path("title").asText(),
                                panel.at("/fieldConfig/defaults/unit").asText(),
                                queries,
                                legends,
                                panel.path("type").asText().equals("stat"),
                                panel.at("/fieldConfig/defaults/thresholds/steps/1/value")
                                        .asDouble(Double.NaN)));
                    }
                }
            }
        }
        return new Panels(found);
    }

    private static String asked(String expr) {
        return expr.replace("$platform", ".*").replace("$lane", ".*").replace("$__rate_interval", "1m");
    }
}
