package dev.pullcord.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dashboard has, whatever it answers. That its queries answer is shown by {@link BridgeIT}. */
class DashboardsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "src")).toAbsolutePath().getParent();
    private static final Pattern RUNBOOK = Pattern.compile(
            "runbook: operating\\.md#([a-z0-9-]+), runbook_url: '\\{\\{ with \\$externalLabels\\.runbook_base }}"
                    + "\\{\\{ \\. }}\\{\\{ else }}src/docs/\\{\\{ end }}operating\\.md#([a-z0-9-]+)'");
    private static final String CONSOLE = "${console}/console/";

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> all = Files.list(ROOT.resolve("dashboards/grafana/dashboards"))) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void itSaysWhatItAnswersAndLeadsToWhereSomethingCanBeDone(Path file) throws IOException {
        JsonNode board = new ObjectMapper().readTree(file.toFile());

        assertThat(board.path("uid").asText())
                .isEqualTo("pullcord-" + file.getFileName().toString().replace(".json", ""));
        String says = board.path("description").asText();
        assertThat(says).contains("? ");
        assertThat(board.at("/panels/0/options/content").asText()).isEqualTo(says);
        assertThat(board.at("/templating/list").findValuesAsText("name"))
                .contains("source", "platform", "lane", "console");
        List<String> pages = board.path("links").findValuesAsText("url").stream()
                .filter(url -> url.startsWith(CONSOLE))
                .map(url -> url.substring(CONSOLE.length()))
                .toList();
        assertThat(pages)
                .hasSizeGreaterThan(1)
                .allSatisfy(page -> assertThat(ROOT.resolve(
                                "src/main/resources/console/pages/" + (page.isEmpty() ? "desk" : page) + ".js"))
                        .exists());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsInWhichUnitAndLiesOnNoOther(Path file) throws IOException {
        Set<String> taken = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
            JsonNode place = panel.path("gridPos");
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(taken.add(x + " " + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
            if (panel.path("type").asText().equals("text")) {
                continue;
            }
            String title = panel.path("title").asText();
            assertThat(titles.add(title)).as(title).isTrue();
            assertThat(panel.path("description").asText()).as(title).endsWith(".");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotEmpty();
            assertThat(panel.path("targets")).as(title).isNotEmpty().allSatisfy(target -> {
                assertThat(target.path("expr").asText())
                        .containsPattern("pullcord|jvm_|process_")
                        .doesNotContain("undefined");
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${source}");
            });
        }
        assertThat(titles).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void aHistogramShowsTheTracesThatFellIntoIt(Path file) throws IOException {
        for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.path("exemplar").asBoolean())
                        .as(panel.path("title").asText())
                        .isEqualTo(target.path("expr").asText().contains("histogram_quantile"));
            }
        }
    }

    @Test
    void everyAlertLeadsToWhatIsToBeDone() throws IOException {
        List<String> anchors = Files.readAllLines(ROOT.resolve("src/docs/operating.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
        String operating = Files.readString(ROOT.resolve("src/docs/operating.md"));
        List<String> alerts = Stream.of(Files.readString(ROOT.resolve("dashboards/prometheus/pullcord.rules.yml"))
                        .split("- alert: "))
                .skip(1)
                .toList();

        assertThat(alerts).hasSizeGreaterThan(25);
        for (String alert : alerts) {
            String name = alert.lines().findFirst().orElseThrow();
            Matcher runbook = RUNBOOK.matcher(alert);
            assertThat(runbook.find()).as(name).isTrue();
            assertThat(anchors).as(name).contains(runbook.group(1));
            assertThat(runbook.group(2)).as(name).isEqualTo(runbook.group(1));
            assertThat(name.endsWith("Burning") ? "Pullcord…Burning" : name)
                    .as("the page names it")
                    .satisfies(word -> assertThat(operating).contains("`" + word + "`"));
        }
    }
}
